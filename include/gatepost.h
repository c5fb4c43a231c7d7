/*
 * gatepost.h - the C interface of Gatepost.
 *
 * Opens a compiled lexicon once and says, of any number of texts, what an English school should not
 * post in them. Everything happens in the calling process: nothing is sent, kept or logged.
 *
 *   char *error = NULL;
 *   gatepost_scanner *scanner = gatepost_open(NULL, "{\"audience\": \"staff\"}", &error);
 *   if (!scanner) { fprintf(stderr, "%s\n", error); gatepost_free_string(error); return 1; }
 *   char *json = NULL;
 *   size_t length = 0;
 *   if (gatepost_scan(scanner, text, strlen(text), &json, &length) >= 0) puts(json);
 *   gatepost_free_string(json);
 *   gatepost_close(scanner);
 *
 * Encoding: every text and every string, in and out, is UTF-8. Texts have a length and may hold NUL.
 *
 * Ownership: strings that come back through a `char **` belong to the caller, who gives them back with
 * gatepost_free_string. Strings that functions return as `const char *` belong to the library: those of
 * a scanner last as long as it does, all others for ever. The library keeps no pointer that it is given.
 *
 * Threads: a scanner does not change. Any number of threads may scan with the same one at the same time;
 * only gatepost_close needs all of them to be done. The library has no global state, starts no thread and
 * no program, installs no signal handler and reads the environment in gatepost_open only.
 *
 * Versions: GATEPOST_API_VERSION counts changes of this header that break a caller; compare it with
 * gatepost_api_version(). Functions and statuses may be added without a new number. What the JSON holds
 * is versioned apart from this, as "gatepost.report/1" (Documentation/report.schema.json): members may be
 * added, none goes or changes its meaning.
 *
 * The file of the lexicon is mapped into memory: put a new one in its place by renaming, and do not write
 * into the old one while a scanner has it open.
 */
#ifndef GATEPOST_H
#define GATEPOST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GATEPOST_API_VERSION 1

/* What the scanning functions return. Below 0 nothing was scanned and no JSON is given. From 0 on all was
 * scanned; the other two are bits, which may be set together. */
enum {
  GATEPOST_OK = 0,
  /* Bytes that are not UTF-8 were replaced by U+FFFD; places count in the text as replaced. */
  GATEPOST_REPAIRED = 1,
  /* A pattern met its limit on effort and was left: a finding may be missing. */
  GATEPOST_INCOMPLETE = 2,
  /* A pointer is NULL that must not be, or offsets go backwards. */
  GATEPOST_INVALID_ARGUMENT = -1,
  /* A text is longer than GATEPOST_MAXIMUM_LENGTH. */
  GATEPOST_TOO_LONG = -2,
  /* There is no memory for the answer. */
  GATEPOST_NO_MEMORY = -3
};

/* The longest text in bytes: 1 GiB. A batch may be longer. */
#define GATEPOST_MAXIMUM_LENGTH 1073741824

/* A lexicon and what is looked for with it. */
typedef struct gatepost_scanner gatepost_scanner;

/* The version of the library, such as "0.1.0". */
const char *gatepost_version(void);

/* The GATEPOST_API_VERSION that the library was built with. */
int gatepost_api_version(void);

/* What a status means, as a sentence in English; of several bits, the gravest. */
const char *gatepost_status_text(int status);

/*
 * Opens a scanner.
 *
 * lexicon: the path of a compiled lexicon (`gatepost-lexicon compile Lexicons --output FILE.gplex`). NULL
 *   looks for lexicon.gplex beside the folder that GATEPOST_LEXICONS names, as `gatepost` does; without
 *   that, beside this library and in ../share/gatepost from there. The library never compiles: after words
 *   or rules have changed, compile the file anew.
 * options: a JSON object, or NULL for the usual scan. Its members, all optional:
 *     "policies"       [name...]  whose rules count and are cited; usually ["uk-schools"]
 *     "audience"       name       whose words they are: official (usual), staff, governor, volunteer,
 *                                 parent, pupil
 *     "rules"          [name...]  these alone: ids, families, patterns with *
 *     "skip"           [name...]  all but these
 *     "on"             [name...]  these too, which are off unless asked for
 *     "minConfidence"  0...1      leave out findings less sure
 *     "minSeverity"    name       leave out milder ones: note, low, medium, high, critical
 *     "showMatch"      boolean    give the found words themselves, not only their masked form
 *   Anything else is a mistake. A `.gatepost.yml` is not read.
 * error: takes a message that names what is wrong and what to do, or NULL where all went well; may be NULL.
 *
 * Returns NULL if it cannot be opened.
 */
gatepost_scanner *gatepost_open(const char *lexicon, const char *options, char **error);

/* The hash of the scanner's lexicon, sixteen digits, so that a decision can be replayed; NULL of NULL. */
const char *gatepost_lexicon_hash(const gatepost_scanner *scanner);

/*
 * Scans one text.
 *
 * json: takes one `passage` object of gatepost.report/1, ended by NUL: its "verdict" (allow, review, block)
 *   and its "findings". Found words are masked unless "showMatch" says otherwise.
 * json_length: takes the number of bytes before that NUL; may be NULL.
 *
 * text may be NULL if length is 0.
 */
int gatepost_scan(const gatepost_scanner *scanner, const char *text, size_t length, char **json,
                  size_t *json_length);

/*
 * Scans many texts, each by itself, in one call.
 *
 * texts: all texts, one after the other; NULL is allowed if they are all empty.
 * offsets: count + 1 numbers, none less than the one before and the first not below 0: text i is the bytes
 *   from offsets[i] up to offsets[i + 1]. These are the buffers of an Arrow large_string column.
 * json: takes JSON Lines, ended by NUL: a `passage` object for each text in which something was found, in
 *   their order, "id" being its number from "0" on. Texts without a finding have no line.
 */
int gatepost_scan_batch(const gatepost_scanner *scanner, const char *texts, const int64_t *offsets,
                        size_t count, char **json, size_t *json_length);

/* Gives a string back. NULL is allowed. */
void gatepost_free_string(char *string);

/* Closes a scanner that no thread is using any more. NULL is allowed. */
void gatepost_close(gatepost_scanner *scanner);

#ifdef __cplusplus
}
#endif

#endif
