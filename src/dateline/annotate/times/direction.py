"""Past or future: the tense of the verb that governs a time expression."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Parse, Token

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_MODAL = frozenset({"may", "might", "could", "would", "should", "can", "must", "'d", "’d"})
_AHEAD = frozenset({
    "plan", "expect", "schedule", "intend", "aim", "due", "set", "slate", "hope", "prepare",
    "predict", "forecast", "propose", "agree", "vow", "pledge", "promise", "want", "decide",
    "postpone", "threaten", "order", "ask", "urge", "call", "offer", "estimate", "project",
    "anticipate", "tentatively", "scheduled", "extend", "delay",
})  # fmt: skip
_TIMETABLE = frozenset({
    "begin", "start", "open", "end", "expire", "arrive", "leave", "depart", "meet", "visit",
    "close", "resume", "return", "take", "go", "run", "travel", "kick", "become", "apply",
    "come", "last", "head", "mark",
})  # fmt: skip
_SETTING = frozenset({"schedule", "set", "plan", "postpone", "slate", "delay", "extend"})
_TERMS = frozenset({"date", "deadline", "term", "time", "day", "launch", "release", "start"})
_AFLAME = frozenset({"ablaze", "alight", "fire", "off"})
"""What "set" sets without a date: "set a depot ablaze on Monday"."""
_SAYING = frozenset({
    "say", "tell", "announce", "report", "add", "state", "declare", "confirm", "warn", "deny",
    "write", "disclose", "reveal", "call",
})  # fmt: skip
_UTTERED = frozenset({
    "ask", "order", "urge", "call", "propose", "decide", "estimate", "project", "offer", "predict",
    "promise", "threaten", "forecast",
})  # fmt: skip
_AWAITING = frozenset({
    "prepare", "plan", "await", "expect", "anticipate", "brace", "ready", "gear", "schedule",
    "head",
})  # fmt: skip
_COMMANDING = frozenset({
    "tell", "instruct", "advise", "warn", "command", "require", "oblige", "summon", "invite",
    "direct", "press", "beg", "remind",
})  # fmt: skip
"""With "to": what one is told to do is to come."""
_FIRST = frozenset({"first", "second", "third", "last", "only", "latest", "next"})
_OPENING = frozenset({"starting", "beginning"})
_STATES = frozenset({"be", "have", "stand", "remain", "number", "total", "include", "show"})
# A thing that is planned, with a date in front of it, has the tense of its verb; one that nobody
# plans is over.
_COMING = frozenset({
    "election", "vote", "referendum", "ballot", "runoff", "primary", "caucus", "summit", "meeting",
    "hearing", "opening", "ceremony", "debate", "rally", "session", "talk", "trial",
    "visit", "funeral", "match", "game", "final", "concert", "inauguration", "conference",
    "convention", "festival", "tournament", "championship", "parade", "plebiscite", "conclave",
})  # fmt: skip
_DECLINING = frozenset({
    "refuse", "decline", "threaten", "want", "hope", "plan", "agree", "promise", "vow", "prepare",
    "pledge", "offer", "intend", "cancel", "postpone", "scrap", "shelve",
})  # fmt: skip
"""What one does about a planned thing before it: "refused to join Friday's meeting"."""
_HAPPENED = frozenset({
    "attack", "bombing", "shooting", "quake", "earthquake", "tsunami", "crash", "raid", "killing",
    "massacre", "assassination", "coup", "clash", "explosion", "blast", "flood", "storm", "riot",
    "disaster", "incident", "ambush", "siege",
})  # fmt: skip
_LEADS = frozenset({"until", "till", "through", "effective", "payable", "expires"})


def direction(parse: Parse, tokens: list[Token]) -> str:
    """past, future or "" for the tokens of one expression.

    0. "From Friday fuel will be rationed": what opens a sentence has the tense of the whole.
    1. A verb of saying right in front decides: "said Friday".
    2. A modifier of a noun has no tense of its own: "a June agreement".
    3. Else the nearest verb above decides, a bare infinitive through the verb that governs it.
    """
    first = tokens[0]
    previous = parse.tokens[first.i - 1] if first.i else None
    if previous is not None and previous.pos == "ADP" and previous.lower in ("from", "by", "until"):
        start = previous.i == 0 or parse.tokens[previous.i - 1].sentence != previous.sentence
        root = next((t for t in [previous, *parse.ancestors(previous.i)] if t.dep == "ROOT"), None)
        if (
            start
            and root is not None
            and {k.lower for k in parse.kids(root.i, "aux")} & _FUTURE_AUX
        ):
            return "future"
    if previous is not None and previous.lower in ("on", "late", "early") and previous.i:
        previous = parse.tokens[previous.i - 1]
    if previous is not None and previous.sentence == first.sentence:  # 1.
        if previous.tag == "VBD" and previous.lemma in _SAYING:
            return "past"
        if previous.pos == "PRON" and previous.i:
            verb = parse.tokens[previous.i - 1]
            if verb.tag == "VBD" and verb.lemma in _SAYING:
                return "past"
    token, head = _modified(parse, tokens)
    if token.dep in ("compound", "amod", "nmod", "poss") and head.pos in ("NOUN", "PROPN"):  # 2.
        return _of_noun(parse, first, head)
    noun = _event_of(parse, token, head)
    if noun is not None:
        return _of_event(parse, noun)
    for node in [token, *parse.ancestors(token.i)]:  # 3.
        if node.pos == "ADJ" and node.lemma in ("due", "effective", "payable"):
            over = {k.lower for k in parse.kids(node.head, "aux")} & {"had", "was", "were"}
            return "past" if over and node.dep == "acomp" else "future"
        if node.pos in ("VERB", "AUX"):
            found = _tense(parse, node, token.head == node.i)
            if found == "future" and previous is not None and previous.lower != "for":
                found = "past" if _uttered(parse, node) else found
            if found is not None:
                return found
    return ""


def _event_of(parse: Parse, token: Token, head: Token) -> Token | None:
    """The planned event that an expression dates: "the convention in July", "a debate Monday"."""
    if head.pos == "ADP" and head.lower in ("in", "on") and head.i:
        before = parse.tokens[head.i - 1]
        head = before if before.lemma in _COMING else parse.tokens[head.head]
    return head if head.pos == "NOUN" and head.lemma in _COMING else None


def _of_event(parse: Parse, noun: Token) -> str:
    """3. "Prepared for a debate on Thursday" looks ahead; a past verb otherwise does not tell when
    the event is ("pressed for a role at the convention in July")."""
    for node in parse.ancestors(noun.i):
        if node.pos in ("VERB", "AUX"):
            if node.lemma in _AWAITING:
                return "future"
            found = _tense(parse, node, False)
            if found == "future" and _uttered(parse, node):
                return "past"
            if found is not None:
                return "" if found == "past" else found
    return ""


def _uttered(parse: Parse, node: Token) -> bool:
    """ "Was projected on Tuesday" tells when that was said, "was planned on Tuesday" does not."""
    aux = {k.lower for k in parse.kids(node.i, "auxpass")}
    return node.tag == "VBN" and node.lemma in _UTTERED and bool(aux & {"was", "were"})


def _modified(parse: Parse, tokens: Sequence[Token]) -> tuple[Token, Token]:
    """The word of an expression that hangs outside it, and the noun or verb it hangs on."""
    inside = {t.i for t in tokens}
    token = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[-1])
    head = parse.tokens[token.head]
    if token.dep in ("compound", "nmod"):
        while head.dep in ("compound", "nmod") and head.pos in ("NOUN", "PROPN"):
            head = parse.tokens[head.head]  # "the February New Hampshire debate"
    return token, head


def _of_noun(parse: Parse, first: Token, noun: Token) -> str:
    """2. "The November election could", "the February debate was", "the June attack"; what went on
    "since their May debate" is behind."""
    led = {t.lower for t in parse.tokens[max(0, first.i - 2) : first.i]}
    if noun.lemma in _HAPPENED or "since" in led:
        return "past"
    if noun.lemma in _COMING:
        for node in parse.ancestors(noun.i):
            if node.pos in ("VERB", "AUX"):
                above = parse.tokens[node.head] if node.dep == "xcomp" else node
                if above.lemma in _DECLINING:
                    return "future"
                found = _tense(parse, node, False)
                if found is not None:
                    return found
    return "future" if noun.lemma == "deadline" else ""


def _tense(parse: Parse, node: Token, direct: bool) -> str | None:
    """The direction of one verb; None where the verb above it decides. `direct` tells that the
    expression hangs on the verb itself: "scheduled a vote Thursday" looks ahead, "asked Monday"
    does not."""
    aux = {k.lower for k in parse.kids(node.i, "aux", "auxpass")}
    perfect = bool(aux & {"has", "have", "had", "'ve", "’ve", "having"})
    ahead = node.lemma in _AHEAD and (node.lemma != "set" or _fixes_a_date(parse, node))
    if aux & _FUTURE_AUX:
        return "future"
    if aux & _MODAL:
        return "past" if perfect else "future"
    if "to" in aux:
        return _infinitive(parse, node, perfect)
    if _fixes_a_date(parse, node) and not direct and node.tag in ("VBD", "VBN"):
        return "future"
    if node.tag == "VBN":
        return "future" if ahead and not perfect else "past"
    if node.tag == "VBD" or aux & {"was", "were", "did"} or perfect:
        return "past"
    if node.tag == "VBG":
        return "future" if aux & {"is", "are", "'s", "’s", "'re", "am"} else None
    if node.tag in ("VBZ", "VBP"):
        due = {k.lemma for k in parse.kids(node.i, "acomp")} & {
            "due",
            "likely",
            "bound",
            "eligible",
        }
        marked = bool(due) or _once(parse, node)
        return "future" if ahead or marked or node.lemma in _TIMETABLE else ""
    return None


def _fixes_a_date(parse: Parse, node: Token) -> bool:
    """Verbs of scheduling; "set" only with "for" or a planned event: "a vote set for Friday", not
    "a record set on Aug. 6", "set a depot ablaze on Monday"."""
    if node.lemma not in _SETTING or {k.lower for k in parse.kids(node.i)} & _AFLAME:
        return False
    things = [*parse.kids(node.i, "dobj", "nsubjpass"), parse.tokens[node.head]]
    planned = any(t.lemma in _COMING or t.lemma in _TERMS for t in things)
    return node.lemma != "set" or planned or "for" in {k.lower for k in parse.kids(node.i)}


def _once(parse: Parse, verb: Token) -> bool:
    """ "Once the rule takes effect on Dec. 1": a present tense after such words is to come."""
    return verb.tag in ("VBZ", "VBP") and any(
        k.lower in ("once", "until", "unless", "before", "if")
        for k in parse.kids(verb.i, "mark", "advmod", "prep")
    )


def _infinitive(parse: Parse, node: Token, perfect: bool) -> str | None:
    """ "expects to release" looks ahead, "met to discuss" and "failed to win" do not."""
    if perfect:
        return "past"
    head = parse.tokens[node.head]
    due = parse.tokens[head.head] if head.pos == "ADJ" else head
    if "had" in {k.lower for k in parse.kids(due.i, "aux")}:
        return "past"  # "had been due to expire", "had planned to leave"
    if head.pos == "NOUN" and {k.lemma for k in parse.kids(head.i, "amod")} & _FIRST:
        return None  # "the first to join": as the verb above
    if head.i == node.i or head.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return "future"
    if head.lemma in _AHEAD or head.lemma in _COMMANDING or head.pos in ("ADJ", "NOUN"):
        return "future"
    if head.tag == "VBD":
        return "future" if head.lemma in ("be", "have", "say", "seek") else "past"
    return "future" if head.tag in ("VBZ", "VBP") else None


def hangs_on_verb(parse: Parse, tokens: list[Token]) -> bool:
    """Whether an expression is an adverbial of a finite verb, past or with "will", or dates a thing
    that has its verb's tense ("the November election")."""
    token, head = _modified(parse, tokens)
    if token.dep in ("compound", "nmod") and head.lemma in _COMING:
        return True
    if head.pos == "ADP":
        head = parse.tokens[head.head]
    if {k.lower for k in parse.kids(head.i, "aux")} & _FUTURE_AUX or _once(parse, head):
        return True
    return head.tag == "VBD" and head.lemma not in _SAYING | _AHEAD


def pluperfect(parse: Parse, tokens: Sequence[Token]) -> bool:
    """Whether the nearest verb above tells what was over before: "exports had doubled"."""
    for node in parse.ancestors(tokens[0].i):
        if node.pos == "VERB":
            return "had" in {k.lower for k in parse.kids(node.i, "aux")}
    return False


def main_verb(parse: Parse, tokens: Sequence[Token], subject: bool = False) -> int | None:
    """The past main verb of a sentence, or one that stands beside it, that an expression hangs on:
    "The republic was proclaimed in 1918", not "heard of an attack in 1998"; with `subject` also
    where it dates what that verb tells of ("the vote in June went against him")."""
    head = _modified(parse, tokens)[1]
    if head.pos == "ADP":
        head = parse.tokens[head.head]
    if subject and head.dep in ("nsubj", "nsubjpass"):
        head = parse.tokens[head.head]
    aux = {k.lower for k in parse.kids(head.i, "aux", "auxpass")}
    past = head.tag == "VBD" or aux & {"was", "were", "had"}
    top = head
    while top.dep == "conj":
        top = parse.tokens[top.head]
    return head.i if past and top.dep == "ROOT" else None


# "Rose from 2008", "dates from 1350": from there, not from then on.
_COMPARING = frozenset({
    "rise", "fall", "increase", "decrease", "decline", "drop", "climb", "grow", "jump", "soar",
    "be", "slip", "dip", "shrink", "narrow", "widen", "change", "date", "stem", "improve",
    "recover", "return", "come", "remember", "know", "recall", "gain", "double", "slow", "rebound",
    "surge", "plunge", "slump", "differ", "vary", "swing", "edge", "have", "show", "see", "advance",
})  # fmt: skip


def runs_on(parse: Parse, tokens: list[Token]) -> bool:
    """Whether "from" in front hangs on a verb that goes on from then: "were stuck from March"."""
    word = parse.tokens[tokens[0].i - 1] if tokens[0].i else None
    if word is None or word.lower != "from":
        return False
    verb = parse.tokens[word.head]
    return verb.pos in ("VERB", "AUX") and verb.lemma not in _COMPARING and verb.i < word.i


def leads_ahead(parse: Parse, token: Token) -> bool:
    """Whether the word in front looks ahead by itself ("until", "through", "effective")."""
    if not token.i:
        return False
    word = parse.tokens[token.i - 1]
    over = parse.tokens[word.head]
    if (word.lower == "of" and over.lower == "as") or (
        word.lower in ("in", "on", "from") and over.lower in _OPENING
    ):
        word = over
    if word.lower in _LEADS or word.lower in _OPENING:
        return True
    verb = parse.tokens[word.head]
    going_on = verb.tag in ("VBZ", "VBP") and (word.lower == "from" or verb.lemma not in _STATES)
    return word.lower in ("from", "as") and going_on
