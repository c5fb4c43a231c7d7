import CScan

/// Which form of the hot loops is used; both find the same.
package enum Routines: Sendable {
  case fastest, portable

  var chosen: gp_routines { self == .fastest ? gp_fastest_routines() : gp_routines_numbered(0) }
}
