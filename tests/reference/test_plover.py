from dateline.reference import plover, sectors


def test_every_sense_has_a_type_and_mode_of_the_manual():
    codes = plover.codes()
    for s in plover.senses():
        if s.type != plover.NONE:
            assert (s.type, s.mode) in codes, s


def test_the_lexicon_holds_at_least_three_thousand_senses():
    assert sum(s.count for s in plover.senses() if s.type != plover.NONE) >= 3000


def test_no_pattern_stands_twice_with_different_types():
    seen: dict[tuple[object, ...], str] = {}
    clashes = []
    for s in plover.senses():
        key = (s.word, s.pos, s.particles, s.subjects, s.objects, s.preps, s.comp)
        demanding = s.objects or s.subjects or s.preps
        if demanding and seen.setdefault(key, s.type) != s.type:
            clashes.append((s.word, s.type, seen[key]))
    assert len(clashes) <= 7, clashes


def test_sixteen_types_and_sixty_seven_modes():
    assert len(plover.types()) == 16
    assert sum(mode is not None for _, mode in plover.codes()) == 67


def test_intensity_falls_back_to_the_type():
    assert plover.intensity("CONSULT", "phone") == 1.5
    assert plover.intensity("AGREE", None) == 2.5


def test_short_names_of_groups_keep_their_capitals():
    assert sectors.group("Un") is None
    found = sectors.group("UN")
    assert found is not None and found.country == "UNO"
