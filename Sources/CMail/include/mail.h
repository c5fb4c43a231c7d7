#ifndef GATEPOST_MAIL_H
#define GATEPOST_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A plain face for GMime: the messages of a file one after another, each as a few calls.

typedef struct gp_mail gp_mail;

typedef struct {
  void *context;
  // A message begins: its depth (0 outermost), subject, sender and time (ISO 8601), each UTF-8 or
  // NULL, and how many people stand in To and Cc.
  void (*message)(void *context, int depth, const char *subject, const char *from,
                  const char *date, int recipients);
  // A part that is text, in UTF-8: its path ("1.2"), its subtype ("plain", "html", "calendar").
  void (*text)(void *context, const char *path, const char *subtype, const uint8_t *bytes,
               size_t count);
  // An attachment, decoded: its path, its name or NULL, its type.
  void (*attachment)(void *context, const char *path, const char *name, const char *type,
                     const uint8_t *bytes, size_t count);
  // A part that cannot be read: its path and a short cause.
  void (*refused)(void *context, const char *path, const char *cause);
} gp_mail_events;

// Opens the mail that a descriptor gives: one message, or an mbox of many. NULL if out of memory.
gp_mail *gp_mail_open(int descriptor, bool is_mbox);
// Opens mail that is in memory; the bytes are copied.
gp_mail *gp_mail_open_bytes(const uint8_t *bytes, size_t count, bool is_mbox);
// Reads the next message. False at the end, or if there is none.
bool gp_mail_next(gp_mail *mail, const gp_mail_events *events);
void gp_mail_close(gp_mail *mail);

#endif
