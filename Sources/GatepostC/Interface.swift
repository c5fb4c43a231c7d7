import Glibc
import GatepostKit
import ScanCommand

// The functions of include/gatepost.h, which says what each of them does; only what a C caller can
// get wrong is looked after here.

/// A string that C is given and gives back.
public typealias CString = UnsafeMutablePointer<CChar>

// SAFETY: made once, never written and never freed.
nonisolated(unsafe) private let versionText: UnsafePointer<CChar>? = UnsafePointer(strdup(version))

/// Is `gatepost_version` of the header.
@_cdecl("gatepost_version")
public func gatepostVersion() -> UnsafePointer<CChar>? { versionText }

/// Is `gatepost_api_version` of the header.
@_cdecl("gatepost_api_version")
public func gatepostAPIVersion() -> CInt { 1 }

/// Is `gatepost_status_text` of the header.
@_cdecl("gatepost_status_text")
public func gatepostStatusText(_ status: CInt) -> UnsafePointer<CChar>? {
  let text = ScanStatus(rawValue: status).text
  return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// Is `gatepost_open` of the header.
@_cdecl("gatepost_open")
public func gatepostOpen(
  _ lexicon: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<CString?>?
) -> OpaquePointer? {
  error?.pointee = nil
  do {
    let session = try Session(
      lexicon: lexicon.map { String(cString: $0) }, options: options.map { String(cString: $0) })
    return OpaquePointer(Unmanaged.passRetained(session).toOpaque())
  } catch let failure {
    error?.pointee = strdup("\(failure)")
    return nil
  }
}

/// Is `gatepost_lexicon_hash` of the header.
@_cdecl("gatepost_lexicon_hash")
public func gatepostLexiconHash(_ scanner: OpaquePointer?) -> UnsafePointer<CChar>? {
  scanner.flatMap { UnsafePointer(Session.of($0).lexiconHash) }
}

/// Is `gatepost_scan` of the header.
@_cdecl("gatepost_scan")
public func gatepostScan(
  _ scanner: OpaquePointer?, _ text: UnsafePointer<UInt8>?, _ length: Int,
  _ json: UnsafeMutablePointer<CString?>?, _ jsonLength: UnsafeMutablePointer<Int>?
) -> CInt {
  json?.pointee = nil
  jsonLength?.pointee = 0
  // A length above what Int holds comes in as a negative one.
  guard length >= 0, length <= Session.maximumLength else { return ScanStatus.tooLong.rawValue }
  guard let scanner, let json, text != nil || length == 0 else {
    return ScanStatus.invalidArgument.rawValue
  }
  let answer = Session.of(scanner).scan(UnsafeBufferPointer(start: text, count: length))
  return hand(answer, to: json, jsonLength)
}

/// Is `gatepost_scan_batch` of the header.
@_cdecl("gatepost_scan_batch")
public func gatepostScanBatch(
  _ scanner: OpaquePointer?, _ texts: UnsafePointer<UInt8>?, _ offsets: UnsafePointer<Int64>?,
  _ count: Int, _ json: UnsafeMutablePointer<CString?>?,
  _ jsonLength: UnsafeMutablePointer<Int>?
) -> CInt {
  json?.pointee = nil
  jsonLength?.pointee = 0
  guard let scanner, let json, let offsets, count >= 0, count < Int.max else {
    return ScanStatus.invalidArgument.rawValue
  }
  let rows = TextRows(texts: texts, offsets: UnsafeBufferPointer(start: offsets, count: count + 1))
  if let fault = rows.fault { return fault.rawValue }
  return hand(Session.of(scanner).scan(rows), to: json, jsonLength)
}

/// Is `gatepost_free_string` of the header.
@_cdecl("gatepost_free_string")
public func gatepostFreeString(_ string: CString?) { free(string) }

/// Is `gatepost_close` of the header.
@_cdecl("gatepost_close")
public func gatepostClose(_ scanner: OpaquePointer?) {
  guard let scanner else { return }
  Unmanaged<Session>.fromOpaque(UnsafeRawPointer(scanner)).release()
}

/// Copies an answer to where C can free it.
private func hand(
  _ answer: Session.Answer, to json: UnsafeMutablePointer<CString?>,
  _ length: UnsafeMutablePointer<Int>?
) -> CInt {
  let count = answer.json.count
  guard let copy = malloc(count + 1) else { return ScanStatus.noMemory.rawValue }
  answer.json.withUnsafeBytes { bytes in
    if let base = bytes.baseAddress { memcpy(copy, base, count) }
  }
  let string = copy.assumingMemoryBound(to: CChar.self)
  string[count] = 0
  json.pointee = string
  length?.pointee = count
  return answer.status.rawValue
}
