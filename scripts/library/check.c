/* Uses libgatepost as a C program does, rightly and wrongly, from one thread and from several, and says what
 * went wrong. `make lib` runs it. All people and numbers are invented. */
#include <gatepost.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

#define EXPECT(condition)                                                       \
    do {                                                                        \
        if (!(condition)) {                                                     \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            failures++;                                                         \
        }                                                                       \
    } while (0)

static const char *const texts[] = {
    "Huge well done to Oliver Smith in Year 4! Call his mum on 07700 900123",
    "The summer fair is on Saturday. Bring cakes.",
    "",
    "My teacher touched me and told me not to tell.",
    "Caf\xC3\xA9 \xF0\x9F\x8E\x89 email priya.kaur@example.com",
};
enum { text_count = sizeof texts / sizeof texts[0], rounds = 300, threads = 4 };

static char *scan(const gatepost_scanner *scanner, const char *text, size_t length, int expected) {
    char *json = NULL;
    size_t json_length = 0;
    int status = gatepost_scan(scanner, text, length, &json, &json_length);
    EXPECT(status == expected);
    EXPECT(status < 0 ? json == NULL && json_length == 0 : json && strlen(json) == json_length);
    return json;
}

/* Opening. */

static void expect_mistake(const char *lexicon, const char *options, const char *words) {
    char *error = NULL;
    EXPECT(gatepost_open(lexicon, options, &error) == NULL);
    EXPECT(error && strstr(error, words));
    if (error && !strstr(error, words)) fprintf(stderr, "  it says: %s\n", error);
    gatepost_free_string(error);
    EXPECT(gatepost_open(lexicon, options, NULL) == NULL);
}

static void check_mistakes(const char *junk) {
    expect_mistake("/nowhere/lexicon.gplex", NULL, "/nowhere/lexicon.gplex");
    expect_mistake(junk, NULL, junk);
    expect_mistake(NULL, "", "JSON");
    expect_mistake(NULL, "[]", "JSON");
    expect_mistake(NULL, "{\"policies\": [\"uk-schools\"]} x", "JSON");
    expect_mistake(NULL, "{\"audience\": \"\\ud800\"}", "JSON");
    expect_mistake(NULL, "{\"audience\": \"dragon\"}", "staff");
    expect_mistake(NULL, "{\"policies\": [\"hogwash\"]}", "uk-schools");
    expect_mistake(NULL, "{\"rules\": [\"no.such\"]}", "no.such");
    expect_mistake(NULL, "{\"minConfidence\": 2}", "0 to 1");
    expect_mistake(NULL, "{\"colour\": \"red\"}", "colour");
}

/* Scanning. */

static void check_answers(const gatepost_scanner *scanner) {
    char *json = scan(scanner, texts[0], strlen(texts[0]), GATEPOST_OK);
    EXPECT(strstr(json, "\"rule\":\"pupil.full-name\""));
    EXPECT(strstr(json, "\"verdict\":\"review\""));
    EXPECT(!strstr(json, "Oliver") && !strstr(json, "07700"));
    gatepost_free_string(json);

    json = scan(scanner, NULL, 0, GATEPOST_OK);
    EXPECT(strstr(json, "\"verdict\":\"allow\"") && strstr(json, "\"findings\":[]"));
    gatepost_free_string(json);

    /* A NUL is a character like any other. */
    json = scan(scanner, "a\0b 07700 900123", 16, GATEPOST_OK);
    EXPECT(strstr(json, "\"byte\":{\"start\":4,\"end\":16}"));
    gatepost_free_string(json);

    json = scan(scanner, "\xFF\xC3 07700 900123", 15, GATEPOST_REPAIRED);
    EXPECT(strstr(json, "\"personal."));
    gatepost_free_string(json);
}

static void check_misuse(const gatepost_scanner *scanner) {
    char *json = NULL;
    const int64_t back[] = {0, 5, 2};
    const int64_t below[] = {-1, 5};
    const int64_t whole[] = {0, 5};
    const int64_t huge[] = {0, INT64_MAX};
    EXPECT(gatepost_scan(NULL, "a", 1, &json, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan(scanner, NULL, 1, &json, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan(scanner, "a", 1, NULL, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan(scanner, "a", SIZE_MAX, &json, NULL) == GATEPOST_TOO_LONG);
    EXPECT(gatepost_scan(scanner, "a", (size_t)GATEPOST_MAXIMUM_LENGTH + 1, &json, NULL)
           == GATEPOST_TOO_LONG);
    EXPECT(gatepost_scan_batch(scanner, "hello", back, 2, &json, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan_batch(scanner, "hello", below, 1, &json, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan_batch(scanner, "hello", NULL, 0, &json, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan_batch(scanner, NULL, whole, 1, &json, NULL) == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan_batch(scanner, "hello", whole, SIZE_MAX, &json, NULL)
           == GATEPOST_INVALID_ARGUMENT);
    EXPECT(gatepost_scan_batch(scanner, "hello", huge, 1, &json, NULL) == GATEPOST_TOO_LONG);
    EXPECT(json == NULL);
    EXPECT(gatepost_lexicon_hash(NULL) == NULL);
    gatepost_free_string(NULL);
    gatepost_close(NULL);
    for (int status = -4; status < 5; status++) EXPECT(strlen(gatepost_status_text(status)) > 0);
}

/* Each line of a batch is what the text gives alone, but for its number. */
static void check_batch(const gatepost_scanner *scanner) {
    char joined[1024] = "";
    int64_t offsets[text_count + 1] = {0};
    for (int row = 0; row < text_count; row++) {
        strcat(joined, texts[row]);
        offsets[row + 1] = (int64_t)strlen(joined);
    }
    char *json = NULL;
    EXPECT(gatepost_scan_batch(scanner, joined, offsets, text_count, &json, NULL) == GATEPOST_OK);
    char *line = json;
    for (int row = 0; row < text_count; row++) {
        char *alone = scan(scanner, texts[row], strlen(texts[row]), GATEPOST_OK);
        if (!strstr(alone, "\"findings\":[]")) {
            char start[32];
            int count = snprintf(start, sizeof start, "{\"id\":\"%d\",", row);
            char *end = line ? strchr(line, '\n') : NULL;
            EXPECT(end && strncmp(line, start, (size_t)count) == 0);
            if (!end) break;
            EXPECT((size_t)(end - line) - (size_t)count == strlen(alone) - 1
                   && memcmp(line + count, alone + 1, strlen(alone) - 1) == 0);
            line = end + 1;
        }
        gatepost_free_string(alone);
    }
    EXPECT(line && *line == 0);
    gatepost_free_string(json);
    EXPECT(gatepost_scan_batch(scanner, NULL, offsets, 0, &json, NULL) == GATEPOST_OK && *json == 0);
    gatepost_free_string(json);
}

/* Threads share a scanner, and each gets the answers that it would get alone. */

struct work {
    const gatepost_scanner *scanner;
    char *expected[text_count];
    int wrong;
};

static void *scan_again_and_again(void *argument) {
    struct work *work = argument;
    for (int round = 0; round < rounds; round++) {
        int index = round % text_count;
        char *json = NULL;
        int status = gatepost_scan(work->scanner, texts[index], strlen(texts[index]), &json, NULL);
        if (status != GATEPOST_OK || strcmp(json, work->expected[index]) != 0) work->wrong++;
        gatepost_free_string(json);
    }
    return NULL;
}

static void check_threads(const gatepost_scanner *scanner) {
    struct work work[threads];
    pthread_t ids[threads];
    for (int thread = 0; thread < threads; thread++) {
        work[thread].scanner = scanner;
        work[thread].wrong = 0;
        for (int index = 0; index < text_count; index++)
            work[thread].expected[index] =
                scan(scanner, texts[index], strlen(texts[index]), GATEPOST_OK);
    }
    for (int thread = 0; thread < threads; thread++)
        EXPECT(pthread_create(&ids[thread], NULL, scan_again_and_again, &work[thread]) == 0);
    for (int thread = 0; thread < threads; thread++) {
        pthread_join(ids[thread], NULL);
        EXPECT(work[thread].wrong == 0);
        for (int index = 0; index < text_count; index++)
            gatepost_free_string(work[thread].expected[index]);
    }
}

/* Random bytes are scanned like any others. */
static void check_noise(const gatepost_scanner *scanner) {
    unsigned state = 1;
    char noise[600];
    for (int round = 0; round < 300; round++) {
        for (size_t index = 0; index < sizeof noise; index++) {
            state = state * 1103515245u + 12345u;
            noise[index] = (char)(state >> 16);
        }
        gatepost_free_string(scan(scanner, noise, sizeof noise, GATEPOST_REPAIRED));
    }
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    EXPECT(gatepost_api_version() == GATEPOST_API_VERSION);
    EXPECT(strlen(gatepost_version()) > 0);
    check_mistakes(arguments[1]);

    char *error = NULL;
    gatepost_scanner *scanner = gatepost_open(NULL, NULL, &error);
    if (!scanner) {
        fprintf(stderr, "%s\n", error);
        return 1;
    }
    EXPECT(strlen(gatepost_lexicon_hash(scanner)) == 16);
    check_answers(scanner);
    check_misuse(scanner);
    check_batch(scanner);
    check_threads(scanner);
    check_noise(scanner);

    gatepost_scanner *shown = gatepost_open(
        NULL, " { \"showMatch\" : true, \"rules\" : [ \"pupil\" ], \"audience\": \"st\\u0061ff\" } ", &error);
    EXPECT(shown && !error);
    char *json = scan(shown, texts[0], strlen(texts[0]), GATEPOST_OK);
    EXPECT(strstr(json, "Oliver") && !strstr(json, "07700") && strstr(json, "\"audience\":\"staff\""));
    gatepost_free_string(json);
    gatepost_close(shown);
    gatepost_close(scanner);

    if (failures == 0) printf("libgatepost %s: all is well\n", gatepost_version());
    return failures > 0;
}
