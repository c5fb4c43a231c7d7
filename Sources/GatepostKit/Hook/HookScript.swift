/// The shell script that git runs before a commit.
enum HookScript {
  /// The line by which our own script is known again.
  static let mark = "# gatepost-hook 1"
  /// The name that a hook is kept under which was there before, beside ours.
  static let nameBefore = "pre-commit.before-gatepost"

  /// The script that calls the program at that path, or, if it is gone, the one on the `PATH`.
  static func text(program: String) -> String {
    """
    #!/bin/sh
    \(mark)
    # Has Gatepost scan what is staged, and stops the commit when a person should look first.
    # Written by 'gatepost hook install'; 'gatepost hook uninstall' takes it out again.

    here=$(cd "$(dirname "$0")" && pwd)
    before="$here/\(nameBefore)"
    program=\(quoted(program))

    # The hook below may itself call this one: then the scan comes once, at the end.
    if [ "$GATEPOST_CHAINED" = "$here" ]; then exit 0; fi
    if [ -x "$before" ]; then
      GATEPOST_CHAINED=$here "$before" "$@" || exit $?
    fi

    if [ ! -x "$program" ]; then program=gatepost; fi
    if ! command -v "$program" >/dev/null 2>&1; then
      echo "gatepost: the program is not where it was, nor on the PATH; nothing was scanned." >&2
      echo "gatepost: install it and run 'gatepost hook install', or remove $here/pre-commit" >&2
      exit 2
    fi
    exec "$program" hook run --forms all

    """
  }

  /// The words in single quotes, as the shell takes them literally.
  static func quoted(_ words: String) -> String {
    "'" + words.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
