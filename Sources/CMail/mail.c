#include "include/mail.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Mail may nest without end; nobody writes deeper than this.
#define MAXIMUM_DEPTH 24

struct gp_mail {
  GMimeParser *parser;
  bool is_mbox;
  bool is_done;
};

static gp_mail *open_stream(GMimeStream *stream, bool is_mbox) {
  gp_mail *mail = calloc(1, sizeof(gp_mail));
  if (mail) {
    mail->parser = g_mime_parser_new_with_stream(stream);
    mail->is_mbox = is_mbox;
    g_mime_parser_set_format(mail->parser, is_mbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
    // A box whose messages give their lengths may hold lines that begin like a separator.
    if (is_mbox) g_mime_parser_set_respect_content_length(mail->parser, TRUE);
  }
  g_object_unref(stream);
  return mail;
}

// GMime makes its classes when they are first asked for, without asking whether another thread is at it: whoever
// comes second gets none, and the first object of it ends the program. So all that reading mail takes are made
// here, once.
static void start_once(void) {
  g_mime_init();
  const GType classes[] = {
      GMIME_TYPE_STREAM, GMIME_TYPE_STREAM_FS, GMIME_TYPE_STREAM_MEM, GMIME_TYPE_STREAM_NULL,
      GMIME_TYPE_STREAM_FILTER, GMIME_TYPE_STREAM_BUFFER, GMIME_TYPE_FILTER, GMIME_TYPE_FILTER_BASIC,
      GMIME_TYPE_FILTER_CHARSET, GMIME_TYPE_FILTER_DOS2UNIX, GMIME_TYPE_PARSER, GMIME_TYPE_OBJECT,
      GMIME_TYPE_PART, GMIME_TYPE_TEXT_PART, GMIME_TYPE_MULTIPART, GMIME_TYPE_MESSAGE, GMIME_TYPE_MESSAGE_PART,
      GMIME_TYPE_CONTENT_TYPE, GMIME_TYPE_CONTENT_DISPOSITION, GMIME_TYPE_DATA_WRAPPER, GMIME_TYPE_HEADER,
      GMIME_TYPE_HEADER_LIST, GMIME_TYPE_PARAM, GMIME_TYPE_PARAM_LIST, GMIME_TYPE_MESSAGE_PARTIAL,
      GMIME_TYPE_MULTIPART_ENCRYPTED, GMIME_TYPE_MULTIPART_SIGNED, INTERNET_ADDRESS_TYPE,
      INTERNET_ADDRESS_LIST_TYPE, INTERNET_ADDRESS_TYPE_MAILBOX, INTERNET_ADDRESS_TYPE_GROUP,
  };
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) g_type_class_unref(g_type_class_ref(classes[i]));
}

static void start(void) {
  static pthread_once_t is_started = PTHREAD_ONCE_INIT;
  pthread_once(&is_started, start_once);
}

gp_mail *gp_mail_open(int descriptor, bool is_mbox) {
  start();
  GMimeStream *stream = g_mime_stream_fs_new(descriptor);
  g_mime_stream_fs_set_owner(GMIME_STREAM_FS(stream), FALSE);
  return open_stream(stream, is_mbox);
}

gp_mail *gp_mail_open_bytes(const uint8_t *bytes, size_t count, bool is_mbox) {
  start();
  return open_stream(g_mime_stream_mem_new_with_buffer((const char *)bytes, count), is_mbox);
}

void gp_mail_close(gp_mail *mail) {
  if (!mail) return;
  g_object_unref(mail->parser);
  free(mail);
}

static void read_message(GMimeMessage *message, const char *path, int depth,
                         const gp_mail_events *events);

static void read_attachment(GMimePart *part, const char *path, const gp_mail_events *events) {
  GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  char *name = g_mime_content_type_get_mime_type(type);
  GMimeDataWrapper *content = g_mime_part_get_content(part);
  GMimeStream *memory = g_mime_stream_mem_new();
  if (content) g_mime_data_wrapper_write_to_stream(content, memory);
  GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  events->attachment(events->context, path, g_mime_part_get_filename(part), name,
                     bytes ? bytes->data : NULL, bytes ? bytes->len : 0);
  g_object_unref(memory);
  g_free(name);
}

static void read_object(GMimeObject *object, const char *path, int depth,
                        const gp_mail_events *events);

static void read_multipart(GMimeMultipart *parts, const char *path, int depth,
                           const gp_mail_events *events) {
  GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(parts));
  if (g_mime_content_type_is_type(type, "multipart", "encrypted")) {
    events->refused(events->context, path, "encrypted");
    return;
  }
  int count = g_mime_multipart_get_count(parts);
  for (int index = 0; index < count; index++) {
    char inner[256];
    snprintf(inner, sizeof inner, "%s%s%d", path, *path ? "." : "", index + 1);
    read_object(g_mime_multipart_get_part(parts, index), inner, depth + 1, events);
  }
}

static void read_object(GMimeObject *object, const char *path, int depth,
                        const gp_mail_events *events) {
  if (!object) return;
  if (depth > MAXIMUM_DEPTH) {
    events->refused(events->context, path, "too-deep");
    return;
  }
  if (GMIME_IS_MULTIPART(object)) {
    read_multipart(GMIME_MULTIPART(object), path, depth, events);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (message) read_message(message, path, depth + 1, events);
  } else if (GMIME_IS_PART(object)) {
    GMimeContentType *type = g_mime_object_get_content_type(object);
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
    bool is_attached = disposition && g_mime_content_disposition_is_attachment(disposition);
    const char *subtype = g_mime_content_type_get_media_subtype(type);
    if (g_mime_content_type_is_type(type, "application", "pkcs7-mime")) {
      events->refused(events->context, path, "encrypted");
    } else if (GMIME_IS_TEXT_PART(object) && !is_attached) {
      char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(object));
      if (text) {
        const char *flowed = g_mime_object_get_content_type_parameter(object, "format");
        bool is_flowed = flowed && !g_ascii_strcasecmp(flowed, "flowed");
        events->text(events->context, path, is_flowed ? "flowed" : subtype ? subtype : "plain",
                     (const uint8_t *)text, strlen(text));
      }
      g_free(text);
    } else if (!g_mime_content_type_is_type(type, "application", "pgp-signature") &&
               !g_mime_content_type_is_type(type, "application", "pkcs7-signature")) {
      read_attachment(GMIME_PART(object), path, events);
    }
  }
}

static void read_message(GMimeMessage *message, const char *path, int depth,
                         const gp_mail_events *events) {
  InternetAddressList *from = g_mime_message_get_from(message);
  char *sender = from ? internet_address_list_to_string(from, NULL, FALSE) : NULL;
  GDateTime *date = g_mime_message_get_date(message);
  char *time = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
  InternetAddressList *to = g_mime_message_get_to(message);
  InternetAddressList *cc = g_mime_message_get_cc(message);
  int recipients = (to ? internet_address_list_length(to) : 0) +
                   (cc ? internet_address_list_length(cc) : 0);
  events->message(events->context, depth, g_mime_message_get_subject(message), sender, time,
                  recipients);
  g_free(sender);
  g_free(time);
  read_object(g_mime_message_get_mime_part(message), path, depth, events);
}

bool gp_mail_next(gp_mail *mail, const gp_mail_events *events) {
  if (mail->is_done || g_mime_parser_eos(mail->parser)) return false;
  GMimeMessage *message = g_mime_parser_construct_message(mail->parser, NULL);
  if (!mail->is_mbox) mail->is_done = true;
  if (!message) {
    mail->is_done = true;
    return false;
  }
  read_message(message, "", 0, events);
  g_object_unref(message);
  return true;
}
