"""Trigger words → coded events: which sense of a word is meant, and who is on which side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.events import clauses
from dateline.annotate.events.parties import Names, acts, somebody
from dateline.model import Parse, Token
from dateline.reference import countries, plover
from dateline.reference.plover import Sense

_GEO = frozenset({"GPE", "LOC", "FAC"})
_ORDER = ("dative", "to", "on", "against", "upon", "with", "from", "for", "into", "toward", "over",
          "behind",
          "at", "of", "between", "in", "near", "by")  # fmt: skip
_BEHIND = frozenset({"of", "against", "with", "on", "between", "from", "to", "by", "toward", "in"})
_TOGETHER = ("with", "between", "to", "alongside", "over")
_ENTITY_TESTS = frozenset({"AGENT", "GEO", "PERSON", "ANY"})
_TIMES = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "PERCENT", "QUANTITY", "ORDINAL"})
_GENERIC = frozenset({"NNS", "NNPS"})
_POINTING = frozenset({
    "the", "this", "these", "that", "those", "a", "an", "latest", "recent", "new", "last", "first",
    "second", "another", "both",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coded:
    """One event: its sense, trigger tokens, and the head tokens of the parties.

    `host` is the token whose clause says how it is put (the light verb of a nominal)."""

    head: Token
    host: Token
    trigger: tuple[int, ...]
    sense: Sense
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    form: str
    light: str = ""


def code(parse: Parse, names: Names) -> Iterator[Coded]:
    """Events in text order.

    1. Verbs with the most demanding sense that fits; a noun that made the sense fit is used up.
    2. Adjectives that say willingness or stance. 3. Nominals: under a light verb, or with a party
    of their own.
    """
    used: set[int] = set()
    found: list[Coded] = []
    for token in parse.tokens:  # 1. 2.
        if token.pos == "VERB" and token.dep not in ("amod", "compound"):
            sense, taken = _verb_sense(parse, names, token)
            if sense:
                used |= taken
                if sense.type != plover.NONE or sense.cameo:
                    found.append(_verb_event(parse, names, token, sense))
        elif token.pos == "ADJ" and token.dep in ("acomp", "conj", "advcl", "ROOT"):
            sense = _adjective_sense(parse, token)
            if sense:
                found.append(_adjective_event(parse, names, token, sense))
    for token in parse.tokens:  # 3.
        gerund = token.tag == "VBG" and token.dep == "nsubj"  # "fighting continued"
        if (token.pos in ("NOUN", "PROPN") or gerund) and token.i not in used:
            event = _nominal(parse, names, token)
            if event:
                found.append(event)
    yield from sorted(found, key=lambda e: e.trigger)


def _words(parse: Parse, token: Token) -> set[str]:
    out = {token.lemma.lower(), token.lower}
    for k in parse.kids(token.i, "compound", "amod", "nmod"):
        out |= {k.lemma.lower(), k.lower}
    if token.i > 1 and parse.tokens[token.i - 1].text == "-":
        out.add(f"{parse.tokens[token.i - 2].lower}-{token.lemma.lower()}")
    return out


def _is(names: Names, token: Token, wanted: frozenset[str]) -> bool:
    parse = names.parse
    if "ANY" in wanted and token.entity not in _TIMES:
        return True
    for t in clauses.below_measure(parse, token):
        if wanted & _words(parse, t):
            return True
        if "PERSON" in wanted and t.entity == "PERSON":
            return True
        if "AGENT" in wanted and acts(names, t):
            return True
        if "GEO" in wanted and (t.entity in _GEO or countries.lookup(t.text)):
            return True
    return False


def _verb_sense(parse: Parse, names: Names, verb: Token) -> tuple[Sense | None, set[int]]:
    options = plover.by_word("v").get(verb.lemma.lower())
    if not options:
        return None, set()
    if verb.lemma in _NAMING and _names_it(parse, verb):
        # "Called the strikes an act of war" calls no strike.
        options = tuple(s for s in options if s.comp == "slur")
    around = {
        k.lower for k in parse.kids(verb.i, "prt", "advmod", "prep", "acomp", "oprd")
        if not any(t.entity in _TIMES for t in parse.kids(k.i, "pobj"))  # "called her on Friday"
    }  # fmt: skip
    things = clauses.objects(parse, verb)
    for sense in options:
        if any(p not in around for p in sense.particles):
            continue
        if sense.comp and not _complement(parse, verb, sense.comp):
            continue
        if sense.subjects and not any(
            _is(names, t, sense.subjects) and not (sense.type == plover.NONE and _shots(parse, t))
            for t in clauses.subjects(parse, verb)
        ):
            continue
        fitting = [t for t in things if _is(names, t, sense.objects)] if sense.objects else []
        fitting += [t for t in parse.kids(verb.i, "xcomp") if t.lemma in sense.objects]
        if sense.objects and sense.particles:
            for name, targets in clauses.prepositions(parse, [verb]):
                if name in sense.particles:
                    fitting += [t for t in targets if _is(names, t, sense.objects)]
        if sense.objects and not fitting:
            continue
        if sense.preps and not _has_prep(parse, [verb, *things], sense.preps):
            continue
        return sense, {t.i for t in fitting}
    return None, set()


def _shots(parse: Parse, noun: Token) -> bool:
    """Whether "fire" is that of weapons or of somebody: "tank fire", "Israeli fire"."""
    before = parse.kids(noun.i, "compound", "amod", "nmod", "poss")
    listed = plover.classes()["gunfire"] | plover.classes()["military"]
    return noun.lemma == "fire" and any(
        k.lemma.lower() in listed or k.entity in ("NORP", "GPE", "ORG") for k in before
    )


_NAMING = frozenset({"call", "label", "brand", "term", "dub"})


def _names_it(parse: Parse, verb: Token) -> list[Token]:
    """What a thing is called: the predicate of its object."""
    return [t for t in parse.kids(verb.i, "oprd") if t.pos in ("NOUN", "PROPN", "ADJ")]


def _has_prep(parse: Parse, tokens: list[Token], wanted: frozenset[str]) -> bool:
    for t in tokens:
        for p in parse.kids(t.i, "prep", "agent", "dative", "prt"):
            # "Walked out of the talks": the preposition hangs on the particle.
            if p.lower in wanted or any(q.lower in wanted for q in parse.kids(p.i, "prep")):
                return True
    return False


def _complement(parse: Parse, verb: Token, comp: str) -> bool:
    if comp == "slur":
        below = {parse.tokens[i].lemma.lower() for t in _names_it(parse, verb)
                 for i in parse.subtree(t.i)}  # fmt: skip
        return bool(below & plover.classes()["slur"])
    for k in parse.kids(verb.i, "xcomp", "ccomp", "advcl"):
        to = any(a.lower == "to" for a in parse.kids(k.i, "aux"))
        if comp == "inf" and to:
            return True
        if comp == "that" and k.dep == "ccomp" and not to:
            return True
        if comp == "must" and k.dep == "ccomp" and _obliges(parse, k):
            return True
        if comp == "subj" and k.dep == "ccomp" and _wished(parse, k):
            return True
        if comp == "breach" and k.dep == "ccomp" and k.lemma in plover.classes()["breach"]:
            return True
        if comp == "ing" and k.tag == "VBG":
            return True
        if comp == "blame" and k.dep == "ccomp" and _blames(parse, k):
            return True
        if comp == "agree" and to and _settles(parse, k):
            return True
    return False


def _blames(parse: Parse, verb: Token) -> bool:
    """Whether a clause says whose deed something is: "was behind it", "were responsible"."""
    if parse.kids(verb.i, "neg"):
        return False
    if verb.pos == "ADJ":  # "found him guilty"
        return verb.lemma in plover.classes()["culpable"]
    if verb.lemma != "be":
        return False
    said = [*parse.kids(verb.i, "acomp", "prep", "xcomp", "advmod", "attr")]
    return any(t.lemma in plover.classes()["culpable"] for t in said)


def _settles(parse: Parse, verb: Token) -> bool:
    """Whether an infinitive is to come to terms: "failed to reach a deal", "failed to agree"."""
    if verb.lemma == "agree":
        return True
    things = {t.lemma for t in parse.kids(verb.i, "dobj")}
    return verb.lemma in ("reach", "strike", "clinch") and bool(
        things & (plover.classes()["agreement"] | {"consensus", "settlement", "compromise"})
    )


def _obliges(parse: Parse, verb: Token) -> bool:
    if verb.lemma == "need" and verb.pos == "VERB":
        return True
    return any(a.lower in ("must", "should") for a in parse.kids(verb.i, "aux"))


def _wished(parse: Parse, verb: Token) -> bool:
    """Whether a clause says what is to be: "insisted that he leave", not "that he had left"."""
    bare = {k.lower for k in parse.kids(verb.i, "aux", "auxpass")} <= {"be", "not"}
    host = next(iter(parse.kids(verb.i, "auxpass")), verb)
    third = all(t.tag in ("NN", "NNP", "PRP") for t in parse.kids(verb.i, "nsubj", "nsubjpass"))
    return bare and (host.tag == "VB" or (host.lower == "be") or (host.tag == "VBP" and third))


def _verb_event(parse: Parse, names: Names, verb: Token, sense: Sense) -> Coded:
    actors = clauses.subjects(parse, verb)
    things = clauses.objects(parse, verb)
    recipients = _recipients(parse, names, verb, sense, things, actors)
    trigger = [verb.i]
    trigger += [k.i for k in parse.kids(verb.i, "prt") if k.lower in sense.particles]
    if sense.roles == "sw":
        actors, recipients = [
            t for n, group in clauses.prepositions(parse, [verb, *things])
            if n in ("from", "by", "over") for t in group
        ], actors  # fmt: skip
    if sense.roles == "s":
        recipients = []
        if sense.subjects:
            actors = [o for t in actors for o in _owners(parse, names, t)]
    if _drills_alone(parse, sense, things, [*actors, *recipients]):
        sense, recipients = plover.by_word("v")["mobilize"][-1], []
    return Coded(
        verb, verb, tuple(sorted(trigger)), sense, tuple(actors), tuple(recipients), "verb"
    )


def _drills_alone(parse: Parse, sense: Sense, things: list[Token], parties: list[Token]) -> bool:
    """Whether an exercise is one government's own: no cooperation, but a show of force."""
    drills = [t for t in things if t.lemma in plover.classes()["exercise"]]
    if sense.type != "COOPERATE" or not drills:
        return False
    beside = {k.lower for t in drills for k in parse.kids(t.i, "amod", "compound")}
    others = [p for p in parties if p.pos == "PROPN" or p.tag in _GENERIC or p.entity]
    return not beside & {"joint", "combined", "allied", "bilateral"} and len(others) < 2


def _recipients(
    parse: Parse, names: Names, verb: Token, sense: Sense, things: list[Token], actors: list[Token]
) -> list[Token]:
    """1. Datives; the object if it can be acted on. 2. Objects of prepositions in a fixed order.
    3. Who the object belongs to. 4. Who the clause below is about. 5. Of a threat, whose deed it
    hangs on. 6. Who the object stands for, else the object anyhow."""
    seen = {t.i for t in actors}
    everything = things
    if sense.roles in ("rec", "sp"):
        named = sense.objects - _ENTITY_TESTS
        things = [t for t in things if t.lemma.lower() not in named] or things[
            : sense.roles != "rec"
        ]
    datives = [t for t in parse.kids(verb.i, "dative") if t.pos not in ("ADP",)]
    if datives:  # 1.
        return clauses.conjuncts(parse, datives)
    if sense.roles == "so" or not sense.objects:
        named = sense.objects - _ENTITY_TESTS if sense.roles != "so" else frozenset()
        found = [
            t for t in things
            if t.i not in seen and t.lemma.lower() not in named
            and (acts(names, t) or _of_nation(names, t))
        ]  # fmt: skip
        if found:
            return found
    groups = clauses.prepositions(parse, [verb, *everything])
    for wanted in _TOGETHER if sense.roles == "rec" else _ORDER:  # 2.
        for name, targets in groups:
            if name in _WHERE and sense.type in _TOLD:
                continue  # "in Beijing, the ministry rejected": where, and not whom
            if name == wanted and targets[0].entity not in _TIMES and acts(names, targets[0]):
                return [t for t in targets if t.i not in seen]
    if sense.type == "CONSULT" and verb.lemma in _TOPICAL:
        return []  # what is talked about is no party
    for name, targets in groups:
        if name in ("on", "against", "to", "with") and _of_nation(names, targets[0]):
            return [t for t in targets if t.i not in seen]
    found = _owned(parse, names, everything, groups, seen)  # 3.
    if found:
        return found
    found = _below(parse, names, verb, seen, sense.type == "THREATEN")  # 4. 5.
    if found:
        return found
    things = [t for t in things if t.i not in seen]
    reached = [targets[0] for name, targets in groups if name in _REACHED]
    first = reached if sense.particles and sense.objects else []
    for t in [*first, *things, *reached]:  # 6.
        found = [] if t.entity in _TIMES else _behind(parse, names, t)
        if found and found[0].i not in seen:
            return found
    return things


def _owned(
    parse: Parse, names: Names, things: list[Token], groups: list[tuple[str, list[Token]]],
    seen: set[int],
) -> list[Token]:  # fmt: skip
    """Who the things of a verb belong to, else whose the place is: "on the Armenian border"."""
    people = plover.classes()["person"]
    for t in things:
        if t.lemma in people and _of_nation(names, t) and t.i not in seen:
            return [t]
        owners = [k for k in parse.kids(t.i, "poss", "amod", "compound") if acts(names, k)]
        if owners:
            return owners
    for name, targets in groups:
        if name in _PLACED and targets[0].entity not in _TIMES:
            owners = [k for k in parse.kids(targets[0].i, "poss", "amod") if acts(names, k)]
            if owners and owners[0].i not in seen:
                return owners
    return []


def _below(parse: Parse, names: Names, verb: Token, seen: set[int], threat: bool) -> list[Token]:
    """Who the clause below a verb is about; of a threat, whose deed it hangs on."""
    for k in _contents(parse, verb):
        below = [t for t in parse.kids(k.i, "nsubj", "nsubjpass", "dobj") if t.pos != "PRON"]
        found = _behind(parse, names, below[0]) if below else []
        for _, targets in [] if found else clauses.prepositions(parse, [k]):
            if acts(names, targets[0]) and targets[0].i not in seen:
                found = targets
                break
        if threat and not found:
            found = _conditioned(parse, names, verb)
        if found or below:
            return found or clauses.conjuncts(parse, below[:1])
    return _conditioned(parse, names, verb) if threat else []


_REACHED = (_BEHIND | {"for"}) - {"by", "in"}
_PLACED = frozenset({"on", "at", "of", "from", "into", "against", "near", "along", "behind"})


def _contents(parse: Parse, verb: Token) -> list[Token]:
    """The clauses that say what a verb is about; "let" and "help" hand on to theirs."""
    out = parse.kids(verb.i, "ccomp", "xcomp")
    return out + [b for k in out if k.lemma in ("let", "help") for b in parse.kids(k.i, "ccomp")]


_WHERE = frozenset({"in", "at", "near"})
_TOLD = frozenset({"REJECT", "REQUEST"})
_TOPICAL = frozenset({"discuss", "debate", "review", "negotiate"})


def _of_nation(names: Names, token: Token) -> bool:
    """Whether a noun is people of a nation: "Serbian nationalists"."""
    return somebody(names, token) and any(
        k.entity in ("NORP", "GPE") for k in names.parse.kids(token.i, "amod", "compound")
    )


def _conditioned(parse: Parse, names: Names, verb: Token) -> list[Token]:
    """Whose deed a threat hangs on: "… if X goes ahead", "… unless Y closes its base"."""
    inside = [verb, *parse.kids(verb.i, "xcomp", "ccomp")]
    for clause in (c for v in inside for c in parse.kids(v.i, "advcl")):
        if any(m.lower in ("if", "unless", "until") for m in parse.kids(clause.i, "mark")):
            who = [t for t in clauses.subjects(parse, clause) if acts(names, t)]
            if who:
                return who
    return []


def _behind(parse: Parse, names: Names, thing: Token, depth: int = 0) -> list[Token]:
    """Who a thing stands for: itself if it can act, its owners, or who it is of, against, with."""
    if acts(names, thing):
        return clauses.conjuncts(parse, [thing])
    owners = [k for k in parse.kids(thing.i, "poss", "amod", "compound") if acts(names, k)]
    if owners:
        return clauses.conjuncts(parse, owners)
    if depth > 2:
        return []
    for name, targets in clauses.prepositions(parse, [thing]):
        if name in _BEHIND and targets[0].entity not in _TIMES:
            found = _behind(parse, names, targets[0], depth + 1)
            if found:
                return clauses.conjuncts(parse, [*found, *targets[1:]])
    return []


def _adjective_sense(parse: Parse, token: Token) -> Sense | None:
    for sense in plover.by_word("a").get(token.lemma.lower(), ()):
        if sense.comp and not _complement(parse, token, sense.comp):
            continue
        if sense.preps and not _has_prep(parse, [token], sense.preps):
            continue
        return sense
    return None


def _adjective_event(parse: Parse, names: Names, token: Token, sense: Sense) -> Coded:
    copula = parse.tokens[token.head]
    actors = clauses.surface_subjects(parse, copula)
    targets = [t for _, group in clauses.prepositions(parse, [token]) for t in group]
    for k in parse.kids(token.i, "xcomp"):
        targets += _recipients(parse, names, k, sense, clauses.objects(parse, k), actors)
    return Coded(token, copula, (token.i,), sense, tuple(actors), tuple(targets), "adjective")


def _nominal_sense(parse: Parse, noun: Token) -> Sense | None:
    words = _words(parse, noun) - {noun.lemma.lower(), noun.lower}
    for prep in parse.kids(noun.i, "prep"):
        if prep.lower in ("of", "on", "in", "over", "into", "for"):
            for t in parse.kids(prep.i, "pobj"):
                words |= _words(parse, t)
                for p in parse.kids(t.i, "prep"):
                    for inner in parse.kids(p.i, "pobj"):
                        words |= _words(parse, inner)
    listed = plover.by_word("n")
    for sense in listed.get(noun.lemma.lower(), ()) or listed.get(noun.lower, ()):
        if not sense.objects or sense.objects & words:
            return sense
    return None


def _nominal(parse: Parse, names: Names, noun: Token) -> Coded | None:
    sense = _nominal_sense(parse, noun)
    if sense is None or noun.dep in ("compound", "nmod", "amod"):
        return None
    head = parse.tokens[noun.head]
    light, how = _light(parse, noun, head)
    owners = _owners(parse, names, noun)
    targets = _targets(parse, names, noun)
    if light is None:
        going_on = _takes_place(parse, noun, head) if sense.type in _SEEN else None
        if not owners and going_on is not None:
            return Coded(noun, going_on, (noun.i,), sense, (), tuple(targets), "happening")
        if not owners and not (targets and noun.tag not in _GENERIC):
            return None
        if noun.tag in _GENERIC and not _anchored(parse, noun):
            return None
        return Coded(noun, head, (noun.i,), sense, tuple(owners), tuple(targets), "nominal")
    join = how == "join"
    subjects = (clauses.surface_subjects if join else clauses.subjects)(parse, light)
    if not targets and not (join and sense.roles == "rec"):
        targets = _recipients(parse, names, light, sense, [], subjects)
    if how == "get":
        subjects, targets = owners or _sources(parse, [light, noun]), subjects
    trigger = (light.i, noun.i) if 0 < noun.i - light.i <= 6 else (noun.i,)
    return Coded(
        noun, light, trigger, sense, tuple(subjects or owners), tuple(targets), "light", how
    )


_SEEN = frozenset({"ASSAULT", "PROTEST", "CONSULT"})
"""Types of happenings that are told of without anybody who takes part."""


def _takes_place(parse: Parse, noun: Token, head: Token) -> Token | None:
    """The verb that says that a noun came about or goes on at a place or day that its clause names:
    "fighting continued on Sunday near X", "talks could resume in Y", "talks are to begin"."""
    if noun.dep not in ("nsubj", "nsubjpass"):
        return None
    below = parse.kids(head.i, "xcomp") if head.lemma == "be" else []
    verb = next((v for v in (head, *below) if _comes_about(parse, v)), None)
    if verb is None:
        return None
    said = [t for v in {head.i, verb.i} for _, ts in clauses.prepositions(parse, [parse.tokens[v]])
            for t in ts] + parse.kids(verb.i, "npadvmod")  # fmt: skip
    when_or_where = any(t.entity in ("GPE", "LOC", "FAC", "DATE", "TIME") for t in said)
    return verb if when_or_where else None


def _comes_about(parse: Parse, verb: Token) -> bool:
    out = any(k.lower in ("out", "up", "on") for k in parse.kids(verb.i, "prt"))
    place = any(k.lower == "place" for k in parse.kids(verb.i, "dobj"))
    listed = plover.classes()["take_place"]
    return (
        verb.lemma in listed
        or (out and f"{verb.lemma}_out" in listed)
        or (place and verb.lemma == "take")
    )


def _sources(parse: Parse, tokens: list[Token]) -> list[Token]:
    groups = clauses.prepositions(parse, tokens)
    return [t for n, group in groups if n in ("from", "by") for t in group]


_ENGAGE = frozenset({"engage", "participate", "embark"})
_GATHER = frozenset({"return", "come", "gather", "assemble", "convene", "fly", "sit"})


def _light(parse: Parse, noun: Token, head: Token) -> tuple[Token | None, str]:
    if noun.dep == "conj":
        return _light(parse, head, parse.tokens[head.head])
    if noun.dep in ("dobj", "nsubjpass") and head.pos == "VERB":
        how = plover.light_verbs().get(head.lemma)
        if how:
            return head, how
    above = parse.tokens[head.head]
    if noun.dep == "pobj" and head.lower in ("in", "on") and above.lemma in _ENGAGE:
        return above, "join"  # "were engaged in ethnic cleansing"
    consults = any(s.type == "CONSULT" for s in plover.by_word("n").get(noun.lemma.lower(), ()))
    if noun.dep == "pobj" and head.lower in ("for", "to") and above.lemma in _GATHER and consults:
        return above, "join"  # "came to Geneva for talks"
    if noun.dep == "pobj" and head.lower in ("under", "in") and above.lemma in ("come", "be"):
        return (above, "get") if head.lower == "under" else (None, "")
    return None, ""


def _anchored(parse: Parse, noun: Token) -> bool:
    """Whether a plural speaks of certain happenings, not of such happenings in general."""
    words = {k.lower for k in parse.kids(noun.i, "det", "amod", "nummod", "poss")}
    if words & _POINTING or parse.kids(noun.i, "nummod"):
        return True
    verb = next((a for a in parse.ancestors(noun.i) if a.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.tag in ("VBD", "VBN")


def _owners(parse: Parse, names: Names, noun: Token) -> list[Token]:
    found = [
        t for t in parse.kids(noun.i, "poss", "amod", "compound", "nmod")
        if t.pos in ("PROPN", "ADJ", "NOUN", "PRON") and (t.dep == "poss" or _names(names, t))
        and t.entity not in _TIMES
    ]  # fmt: skip
    groups = clauses.prepositions(parse, [noun])
    found += [t for n, group in groups if n in ("by", "between") for t in group]
    for name, targets in groups:
        if name == "of" and targets[0].lemma in plover.by_word("n"):
            found += parse.kids(targets[0].i, "poss")
            inner = clauses.prepositions(parse, targets[:1])
            found += [t for n, group in inner if n in ("with", "between") for t in group]
    return clauses.conjuncts(parse, found) if found else []


def _names(names: Names, token: Token) -> bool:
    if token.pos == "NOUN":
        return acts(names, token)
    return bool(countries.lookup(token.text)) or token.entity in ("NORP", "GPE", "ORG", "PERSON")


def _targets(parse: Parse, names: Names, noun: Token) -> list[Token]:
    groups = clauses.prepositions(parse, [noun])
    for wanted in ("on", "against", "with", "to", "into", "of", "at", "in", "for", "over"):
        for name, targets in groups:
            if name == wanted and targets[0].entity not in _TIMES and acts(names, targets[0]):
                return targets
    for name, targets in groups:
        # "A suspension of trade links with X": the act is on something of X's.
        if name == "of" and not acts(names, targets[0]):
            found = _behind(parse, names, targets[0], 1)
            if found:
                return found
    return []
