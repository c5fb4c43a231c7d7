#!/usr/bin/env python3
"""Makes the invented Facebook export of a school community account: a folder, the same as a zip, and a list of plants.

    scripts/make-facebook-fixture.py            writes Fixtures/facebook/{export/,facebook-export.zip,planted.tsv}
    scripts/make-facebook-fixture.py --check    fails if those are not what this script makes

The form is the "Download Your Information" of the years from the end of 2023 on: own activity below
your_facebook_activity/, label form beside the older keys, each byte of UTF-8 text as its own \\u00XX escape.
The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fixture_lines import REPOSITORY, Breach, Filler, breach_lines, content_lines, harmless_lines, sentences, typed

HOME = REPOSITORY / "Fixtures" / "facebook"
ACCOUNT = "Friends of Brackenholt Primary"
GROUP = "Brackenholt Parents & Carers Café"
ROOT = "your_facebook_activity/"
START = 1_725_264_000
"""2 September 2024, 08:00 UTC: the first item."""
CANARY = "CANARY ring 07700 900999"
"""Stands in every file that a reader must leave alone."""
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
ZIP_TIME = (2026, 1, 19, 12, 0, 0)


def as_meta_writes(value: Any) -> Any:
    """The value with each byte of UTF-8 text as a character of its own, keys too."""
    if isinstance(value, str):
        return value.encode("utf-8").decode("latin-1")
    if isinstance(value, list):
        return [as_meta_writes(item) for item in value]
    if isinstance(value, dict):
        return {as_meta_writes(key): as_meta_writes(item) for key, item in value.items()}
    return value


@dataclass
class Export:
    """The files of the export and what was planted in them."""

    files: dict[str, bytes] = field(default_factory=dict)
    planted: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add_json(self, path: str, value: Any) -> None:
        """Adds a JSON file in Meta's encoding."""
        text = json.dumps(as_meta_writes(value), indent=2, ensure_ascii=True)
        self.files[path] = text.encode("ascii")

    def plant(self, path: str, pointer: str, breach: Breach) -> None:
        """Notes that the text at a JSON pointer breaks a rule."""
        self.planted.append((path, pointer, breach.family, breach.rule))


@dataclass
class Talk:
    """Gives out comments, about one in seven a breach, and times that go up."""

    rng: random.Random
    filler: Filler
    harmless: Iterator[str]
    breaches: Iterator[Breach]
    clock: int = START

    def next_time(self) -> int:
        """A time later than the last."""
        self.clock += self.rng.randrange(600, 90_000)
        return self.clock

    def comment(self) -> tuple[str, Breach | None]:
        """A comment and the rule that it breaks, if any."""
        if self.rng.random() < 0.145:
            breach = next(self.breaches)
            text = self.filler.fill(breach.text)
            if self.rng.random() < 0.25:
                text = sentences(self.one_harmless(), text)
            return text, breach
        text = self.one_harmless()
        if self.rng.random() < 0.30:
            text = sentences(text, self.one_harmless())
        return typed(self.rng, text), None

    def one_harmless(self) -> str:
        """A line that breaks no rule."""
        return self.filler.fill(next(self.harmless))


def shuffled_for_ever(rng: random.Random, values: list[Any]) -> Iterator[Any]:
    """The values in random order, again and again."""
    while True:
        yield from rng.sample(values, len(values))


def comment_title(talk: Talk) -> str:
    """The sentence that Facebook puts over a comment."""
    other = talk.filler.fill("{full}")
    return talk.rng.choice((
        f"{ACCOUNT} commented on {other}'s post.",
        f"{ACCOUNT} commented on {other}'s photo.",
        f"{ACCOUNT} commented on their own post.",
        f"{ACCOUNT} commented on {other}'s video.",
        f"{ACCOUNT} replied to {other}'s comment.",
        f"{ACCOUNT} replied to {other}'s comment.",
        f"{ACCOUNT} replied to their own comment.",
    ))


def comment_item(talk: Talk, text: str | None, group: str | None = None) -> dict[str, Any]:
    """A comment as comments_v2 and group_comments_v2 hold it; without text it is a sticker."""
    time = talk.next_time()
    comment: dict[str, Any] = {"timestamp": time}
    if text is not None:
        comment["comment"] = text
    comment["author"] = ACCOUNT
    if group:
        comment["group"] = group
    item: dict[str, Any] = {"timestamp": time}
    attachment = comment_attachment(talk)
    if attachment:
        item["attachments"] = [{"data": [attachment]}]
    item["data"] = [{"comment": comment}]
    item["title"] = comment_title(talk)
    return item


def comment_attachment(talk: Talk) -> dict[str, Any] | None:
    """Now and then a picture or a link under a comment."""
    chance = talk.rng.random()
    if chance < 0.03:
        return {"external_context": {"url": f"https://www.example.com/gif/{talk.rng.randrange(900)}.gif"}}
    if chance < 0.06:
        return {"media": media(talk, f"IMG_{talk.rng.randrange(1000, 9999)}", "", folder="comments")}
    return None


def media(talk: Talk, stem: str, description: str, folder: str = "media", title: str = "") -> dict[str, Any]:
    """A picture, its address in the export and its caption."""
    time = talk.clock - 10
    item: dict[str, Any] = {
        "uri": f"{ROOT}posts/{folder}/{stem}_9{talk.rng.randrange(10**14):014}.jpg",
        "creation_timestamp": time,
        "media_metadata": {"photo_metadata": {"exif_data": [{"upload_ip": "203.0.113.7", "taken_timestamp": time - 900}]}},
    }
    if title:
        item["title"] = title
    if description:
        item["description"] = description
    return item


def add_comments(export: Export, talk: Talk) -> None:
    """Own comments: 520 of them, some without words."""
    path = ROOT + "comments_and_reactions/comments.json"
    items = []
    for index in range(520):
        if index % 53 == 7:
            items.append(comment_item(talk, "" if index % 2 else None))
            continue
        text, breach = talk.comment()
        items.append(comment_item(talk, text))
        if breach:
            export.plant(path, f"/comments_v2/{index}/data/0/comment/comment", breach)
    export.add_json(path, {"comments_v2": list(items)})


def add_group_comments(export: Export, talk: Talk) -> None:
    """Own comments in the parents' group."""
    path = ROOT + "groups/your_comments_in_groups.json"
    items = []
    for index in range(90):
        text, breach = talk.comment()
        items.append(comment_item(talk, text, GROUP))
        if breach:
            export.plant(path, f"/group_comments_v2/{index}/data/0/comment/comment", breach)
    export.add_json(path, {"group_comments_v2": items})


def post_item(talk: Talk, text: str, title: str) -> dict[str, Any]:
    """A post with, now and then, a picture, a link, a place, a tag or an event."""
    time = talk.next_time()
    attachments: list[dict[str, Any]] = []
    chance = talk.rng.random()
    if chance < 0.25:
        attachments.append({"data": [{"media": media(talk, f"IMG_{talk.rng.randrange(1000, 9999)}", text)}]})
    elif chance < 0.32:
        attachments.append({"data": [{"external_context": {
            "name": "Your questions about the new timetable", "source": "example.org",
            "url": "https://www.example.org/news/timetable"}}]})
    elif chance < 0.40:
        attachments.append({"data": [{"place": {
            "name": "Brackenholt Primary School", "address": "Bracken Lane, Brackenholt",
            "coordinate": {"latitude": 52.1, "longitude": -1.2}, "url": "https://www.facebook.com/brackenholt.example"}}]})
    elif chance < 0.45:
        attachments.append({"data": [{"event": {
            "name": talk.filler.fill("{event}").capitalize(), "start_timestamp": time + 700_000, "end_timestamp": 0}}]})
    item: dict[str, Any] = {"timestamp": time}
    if attachments:
        item["attachments"] = attachments
    item["data"] = [{"post": text}, {"update_timestamp": time + 60}, {}]
    item["title"] = title
    if chance > 0.85:
        item["tags"] = [{"name": talk.filler.fill("{full}")}]
    return item


def add_posts(export: Export, talk: Talk) -> None:
    """Own posts: harmless ones, breaches, one with named pictures, a poll, a shared link and an empty one."""
    path = ROOT + "posts/your_posts__check_ins__photos_and_videos_1.json"
    lines: list[str | Breach] = list(content_lines(HOME / "lines" / "posts.txt"))
    lines += breach_lines(HOME / "lines" / "posts-breaches.tsv")
    talk.rng.shuffle(lines)
    items = []
    for index, line in enumerate(lines):
        text = talk.filler.fill(line if isinstance(line, str) else line.text)
        items.append(post_item(talk, text, f"{ACCOUNT} updated their status."))
        if isinstance(line, Breach):
            export.plant(path, f"/{index}/data/0/post", line)
    items += odd_posts(export, talk, path, len(items))
    export.add_json(path, items)


def odd_posts(export: Export, talk: Talk, path: str, start: int) -> list[dict[str, Any]]:
    """Posts that a reader easily gets wrong."""
    time = talk.next_time()
    folder = "media/SportsDayYear4_AbCdEfGhIj"
    pictures = {"data": [
        {"media": media(talk, "rhys_ap_gwilym_100m", "Rhys ap Gwilym wins the 100m 🏅", folder, "Sports Day Year 4")},
        {"media": media(talk, "IMG_2041", "The café team, thanks to Mrs Quaye’s crew", folder, "Sports Day Year 4")},
    ]}
    for pointer in ("uri", "description"):
        export.plant(path, f"/{start}/attachments/0/data/0/media/{pointer}",
                     Breach("pupil", "pupil.photo" if pointer == "uri" else "pupil.full-name", ""))
    poll = {"poll": {"question": "Best stall at the fair?", "options": [
        {"option": "Plant stall", "voted": True}, {"option": "Naïve art", "voted": False}]}}
    return [
        {"timestamp": time, "attachments": [pictures], "data": [{}, {"post": "What a day on the field! 🏃"}],
         "title": f"{ACCOUNT} added 2 new photos."},
        {"timestamp": time + 5000, "attachments": [{"data": [poll]}], "data": [], "title": f"{ACCOUNT} created a poll."},
        {"timestamp": time + 9000, "data": [
            {"post": "Proud of everyone @[100000000000001:2048:Bukola Adeyemi], what a stall"}, {}],
         "title": f"{ACCOUNT} shared a link."},
        {"timestamp": time + 12000, "data": [], "title": f"{ACCOUNT} updated their status."},
        {"timestamp": time + 15000, "title": "Renée Duarte wrote on Friends of Brackenholt Primary's timeline."},
    ]


def add_album(export: Export, talk: Talk) -> None:
    """One album of pictures, most of them named by a camera."""
    path = ROOT + "posts/album/0.json"
    folder = "media/SummerFair_KlMnOpQrSt"
    captions = (
        "Coconut shy, before the rain", "The plant stall", "", "Piñata time 🪅", "Bakers of the year",
        "Zofia in 5F with her giant marrow", "The band", "Tug of war", "", "Fin")
    photos = [media(talk, f"IMG_{3100 + index}", caption, folder, "Summer Fair") for index, caption in enumerate(captions)]
    photos[5]["uri"] = f"{ROOT}posts/{folder}/zofia_wrona_5F_marrow_900000000000077.jpg"
    export.plant(path, "/photos/5/description", Breach("pupil", "pupil.name-with-detail", ""))
    export.plant(path, "/photos/5/uri", Breach("pupil", "pupil.photo", ""))
    export.add_json(path, {
        "name": "Summer Fair", "photos": photos, "cover_photo": photos[0],
        "last_modified_timestamp": talk.next_time(), "description": "All of the fun and none of the washing up"})
    for uri in (photos[0]["uri"], photos[5]["uri"]):
        export.files[uri] = JPEG
    export.add_json(ROOT + "posts/your_uncategorized_photos.json", {"other_photos_v2": [
        media(talk, "hall-display-blitz", "Our Blitz display") | {"tags": [{"name": "Maureen Thwaite"}]}]})
    export.add_json(ROOT + "posts/your_videos.json", {"videos_v2": []})


def add_groups(export: Export, talk: Talk) -> None:
    """Own posts and answers in groups, a member's words that were taken down, and the list of groups."""
    path = ROOT + "groups/group_posts_and_comments.json"
    items = []
    for index in range(28):
        text, breach = talk.comment()
        items.append(post_item(talk, text, f"{ACCOUNT} posted in {GROUP}."))
        if breach:
            export.plant(path, f"/group_posts_v2/{index}/data/0/post", breach)
    export.add_json(path, {"group_posts_v2": items})
    answers = ROOT + "groups/your_answers_to_membership_questions.json"
    export.add_json(answers, {"group_membership_questions_answers_v2": {"group_answers": [{
        "group_name": GROUP, "rules_agreement": True, "answers": [
            {"question": "Which class is your child in?", "answer": "Our chair's son Teddy is in 3H with Mrs Patel",
             "timestamp": talk.next_time()}]}]}})
    export.plant(answers, "/group_membership_questions_answers_v2/group_answers/0/answers/0/answer",
                 Breach("pupil", "pupil.name-with-detail", ""))
    actions = ROOT + "groups/your_actions_on_violating_content_in_your_groups.json"
    export.add_json(actions, [{"timestamp": talk.next_time(), "media": [], "label_values": [
        {"title": "Removed", "dict": [{"title": "Content", "dict": [
            {"label": "Text", "value": "the deputy is a drunk and a thief, ask anyone"},
            {"label": "URL", "value": "https://www.example.com/p/9", "href": "https://www.example.com/p/9"}]}]}],
        "fbid": "400000000000009"}])
    export.plant(actions, "/0/label_values/0/dict/0/dict/0/value", Breach("defamation", "defamation.crime", ""))
    export.add_json(ROOT + "groups/your_groups.json", {"groups_admined_v2": [{"name": GROUP, "timestamp": START}]})
    export.add_json(ROOT + "groups/your_badges.json", {"group_badges_v2": {GROUP: ["Admin", "Conversation starter"]}})


def labelled(time: int, number: int, text: str) -> dict[str, Any]:
    """One entry of a file in label form."""
    return {"timestamp": time, "media": [], "label_values": [{"label": "Text", "value": text}],
            "fbid": f"5000000000{number:05}"}


def add_edits(export: Export, talk: Talk) -> None:
    """Older and newer wording of comments and posts; two versions share an id."""
    path = ROOT + "comments_and_reactions/your_comment_edits.json"
    versions = (
        (1, "That boy’s on the child protection register, ask anyone", Breach("confidential", "confidential.safeguarding-case", "")),
        (1, "That boy needs some kindness", None),
        (2, "The café opens at 9", None),
        (2, "The café opens at 9.30, sorry", None),
        (3, "Ring Maureen on 07700 900844", Breach("personal", "personal.phone", "")),
        (3, "Ring the office", None),
    )
    export.add_json(path, [labelled(talk.next_time(), number, text) for number, text, _ in versions])
    for index, (_, _, breach) in enumerate(versions):
        if breach:
            export.plant(path, f"/{index}/label_values/0/value", breach)
    posts = ROOT + "posts/edits_you_made_to_posts.json"
    export.add_json(posts, labelled(talk.next_time(), 9, "Fair on Saturday, not Sunday. Très sorry!"))
    export.add_json(ROOT + "posts/posts_on_other_pages_and_profiles.json", [{
        "timestamp": talk.next_time(), "media": [], "fbid": "500000000000099", "label_values": [
            {"label": "Message", "value": "Thank you for the loan of the urn ☕"},
            {"title": "Target", "dict": [{"label": "Name", "value": "Plough Inn Brackenholt"}]},
            {"label": "Categories", "vec": [{"value": "Posts"}]}]}])
    export.add_json(ROOT + "posts/check-ins.json", [{
        "timestamp": talk.next_time(), "media": [], "fbid": "500000000000100", "label_values": [
            {"label": "Message", "value": "Soaked but smiling"},
            {"title": "Place tags", "dict": [
                {"label": "Name", "value": "Skelder Park"}, {"label": "Coordinates", "value": "(52.1 , -1.2)"}]}]}])


def add_events(export: Export, talk: Talk) -> None:
    """Events of the account and of others."""
    place = {"name": "Brackenholt Primary School", "address": "Bracken Lane, Brackenholt"}
    path = ROOT + "events/your_events.json"
    export.add_json(path, {"your_events_v2": [
        {"name": "Summer fair", "start_timestamp": START + 900_000, "end_timestamp": START + 910_000, "place": place,
         "description": "Noon till three. Jerk chicken, crêpes, coconuts.", "create_timestamp": START},
        {"name": "Quiz night", "start_timestamp": START + 4_000_000, "end_timestamp": 0, "place": place,
         "description": "Tables of eight. Ring Maureen at home on 01632 960731 to book.", "create_timestamp": START},
    ]})
    export.plant(path, "/your_events_v2/1/description", Breach("personal", "personal.phone", ""))
    export.add_json(ROOT + "events/event_invitations.json", {"events_invited_v2": [
        {"name": "Harrowdyke bonfire", "start_timestamp": START + 5_000_000, "end_timestamp": 0}]})
    export.add_json(ROOT + "events/your_event_responses.json", {"event_responses_v2": {
        "events_joined": [{"name": "Fête at St Aldwyth’s", "start_timestamp": START, "end_timestamp": 0}],
        "events_interested": [], "events_declined": []}})
    export.files[ROOT + "events/events_you_hosted/no-data.txt"] = b"There is no data in this section."


def add_messages(export: Export, talk: Talk) -> None:
    """Two threads; the newest message stands first, and the longer thread lies in two files."""
    people = {"bukola": ("Bukola Adeyemi", "bukolaadeyemi_2qr6kux07q"), "tariq": ("Tariq Chaudhry", "tariqchaudhry_900000000000003")}
    rows = [line.split("\t") for line in content_lines(HOME / "lines" / "messages.tsv")][1:]
    for thread, (name, folder) in people.items():
        spoken = [(sender, rule, text) for key, sender, rule, text in rows if key == thread]
        halves = [spoken] if thread == "bukola" else [spoken[len(spoken) // 2:], spoken[:len(spoken) // 2]]
        for number, half in reversed(list(enumerate(halves, start=1))):
            path = f"{ROOT}messages/inbox/{folder}/message_{number}.json"
            messages = [message(talk, sender, text) for sender, _, text in half][::-1]
            for index, (_, rule, _) in enumerate(half[::-1]):
                if rule != "-":
                    export.plant(path, f"/messages/{index}/content", Breach(rule.split(".")[0], rule, ""))
            messages += wordless_messages(talk, name, folder) if number == len(halves) else []
            export.add_json(path, {
                "participants": [{"name": name}, {"name": ACCOUNT}], "messages": messages, "title": name,
                "is_still_participant": True, "thread_path": f"inbox/{folder}", "magic_words": []})


def message(talk: Talk, sender: str, text: str) -> dict[str, Any]:
    """One message with words."""
    item: dict[str, Any] = {
        "sender_name": ACCOUNT if sender == "us" else sender, "timestamp_ms": talk.next_time() * 1000,
        "content": text, "is_geoblocked_for_viewer": False}
    if "😊" in text:
        item["reactions"] = [{"reaction": "❤️", "actor": ACCOUNT}]
    return item


def wordless_messages(talk: Talk, name: str, folder: str) -> list[dict[str, Any]]:
    """A picture and a withdrawn message, older than the rest."""
    uri = f"{ROOT}messages/inbox/{folder}/photos/IMG_5521_900000000000061.jpg"
    return [
        {"sender_name": name, "timestamp_ms": (START - 100) * 1000, "is_geoblocked_for_viewer": False,
         "photos": [{"uri": uri, "creation_timestamp": START - 101}]},
        {"sender_name": name, "timestamp_ms": (START - 500) * 1000, "is_unsent": True, "is_geoblocked_for_viewer": False},
    ]


def add_profile(export: Export) -> None:
    """The account's own profile: the text about it is read, the rest is not."""
    path = "personal_information/profile_information/profile_information.json"
    export.add_json(path, {"profile_v2": {
        "name": {"full_name": ACCOUNT}, "username": "brackenholtfriends.example",
        "about_me": "We bake, we pour, we raise money for the children of Brackenholt. Crèche at most events.",
        "emails": {"emails": ["friends@brackenholt.example.org"]},
        "phone_numbers": [{"phone_number": CANARY}], "previous_names": []}})


def add_left_alone(export: Export) -> None:
    """Files that a reader must not scan; each holds the canary."""
    for path, value in (
        ("ads_information/advertisers_using_your_activity_or_information.json",
         {"custom_audiences_all_types_v2": [{"advertiser_name": CANARY}]}),
        ("security_and_login_information/account_activity.json",
         {"account_activity_v2": [{"action": "Login", "timestamp": START, "ip_address": "203.0.113.7", "user_agent": CANARY}]}),
        ("preferences/feed/show_more_less.json", {"label_values": [{"label": "Text", "value": CANARY}]}),
        ("logged_information/search/your_search_history.json",
         {"searches_v2": [{"timestamp": START, "title": "You searched", "data": [{"text": CANARY}]}]}),
        ("logged_information/notifications/notifications.json",
         {"notifications_v2": [{"timestamp": START, "unread": False, "href": "", "text": CANARY}]}),
        ("connections/friends/your_friends.json", {"friends_v2": [{"name": CANARY, "timestamp": START}]}),
        ("apps_and_websites_off_of_facebook/connected_apps_and_websites.json",
         {"installed_apps_v2": [{"name": CANARY, "added_timestamp": START}]}),
        (ROOT + "comments_and_reactions/likes_and_reactions.json",
         [{"timestamp": START, "data": [{"reaction": {"reaction": "LIKE", "actor": CANARY}}], "title": "likes"}]),
        (ROOT + "saved_items_and_collections/your_saved_items.json",
         {"saves_v2": [{"timestamp": START, "title": CANARY}]}),
        (ROOT + "other_activity/pokes.json", {"pokes_v2": [{"poker": CANARY, "timestamp": START}]}),
    ):
        export.add_json(path, value)
    export.files["start_here.html"] = (
        b"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Your information</title></head>"
        b"<body><h1>Friends of Brackenholt Primary</h1></body></html>\n")
    export.files[ROOT + "reviews/no-data.txt"] = b"There is no data in this section."


def make_export(seed: int) -> Export:
    """The whole export."""
    rng = random.Random(seed)
    filler = Filler(rng)
    talk = Talk(rng, filler, shuffled_for_ever(rng, harmless_lines()), shuffled_for_ever(rng, breach_lines()))
    export = Export()
    add_comments(export, talk)
    add_posts(export, talk)
    add_album(export, talk)
    add_groups(export, talk)
    add_group_comments(export, talk)
    add_edits(export, talk)
    add_events(export, talk)
    add_messages(export, talk)
    add_profile(export)
    add_left_alone(export)
    return export


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """The files as a zip that is the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, date_time=ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[path])
    return buffer.getvalue()


def planted_table(export: Export) -> bytes:
    """The list of plants as a table."""
    head = ("# Texts of the export that were written to break a rule. Gatepost may rightly find more: a harmless line can "
            "meet a breach in one comment.\nmember\tpointer\tfamily\trule\n")
    return (head + "".join("\t".join(row) + "\n" for row in export.planted)).encode()


def outputs(export: Export) -> dict[Path, bytes]:
    """Every file that this script writes."""
    made = {HOME / "export" / path: data for path, data in export.files.items()}
    made[HOME / "facebook-export.zip"] = zip_bytes(export.files)
    made[HOME / "planted.tsv"] = planted_table(export)
    return made


def differences(made: dict[Path, bytes]) -> list[Path]:
    """Files on disk that are not what this script makes. The zip is compared by its members: zlib versions differ."""
    on_disk = {path for path in (HOME / "export").rglob("*") if path.is_file()}
    wrong = [path for path in on_disk if path not in made]
    for path, data in made.items():
        if not path.exists():
            wrong.append(path)
        elif path.suffix == ".zip":
            wrong += [path] if members(path.read_bytes()) != members(data) else []
        elif path.read_bytes() != data:
            wrong.append(path)
    return sorted(wrong)


def members(data: bytes) -> dict[str, bytes]:
    """Names and contents of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> int:
    """Writes the fixture, or checks it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1879)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the files differ")
    options = parser.parse_args()
    export = make_export(options.seed)
    made = outputs(export)
    if options.check:
        wrong = differences(made)
        for path in wrong:
            print(f"{path.relative_to(REPOSITORY)}: not what the script makes; run scripts/make-facebook-fixture.py", file=sys.stderr)
        return 1 if wrong else 0
    shutil.rmtree(HOME / "export", ignore_errors=True)
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(export.files)} files, {sum(map(len, export.files.values()))} bytes, {len(export.planted)} planted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
