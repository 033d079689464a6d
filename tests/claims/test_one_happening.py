"""Two events of one report are one happening only if the report says so."""

import pytest

from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document

APART = [
    # Somebody else, or somebody new.
    ("A union of pilots endorsed Mayor Holm on Monday. Other unions endorsed Mayor Holm last year.",
     "endorsed", "endorsed"),
    ("Governor Lund asked President Brown on Monday to sign the bill. Mayor Vidal also asked "
     "President Brown to sign the bill.", "asked", "asked"),
    ("An officer shot Peter Lind on Monday. Police announced the arrest of a man in the fatal "
     "shooting of a demonstrator.", "shot", "shooting"),
    ("Peru demanded answers from Chile on Monday. Bolivia has made the same demands of Brazil.",
     "demanded", "made the same demands"),
    ("White people committed 82 percent of the murders of white people. Black people committed 90 "
     "percent of the murders of black people.", "committed", "committed"),
    ("The Whigs endorsed some cuts on Monday. The Tories endorsed some cuts.",
     "endorsed", "endorsed"),
    # What the noun tells of itself is something else.
    ("The police killings of Ana Roth and Carl Berg started the movement. He spoke of the police "
     "killings of farmers.", "killings", "killings"),
    ("Mary Holt recalled her first meetings with the party. She hopes to speak at the party "
     "meeting.", "meetings", "meeting"),
    ("He has studied the Holm rallies. The Holm rally on Tuesday was loud.",
     "rallies", "rally"),
    ("Police arrested 14 foreigners on Tuesday. The ministry offered a reward for information "
     "leading to the arrest of the bombers.", "arrested", "arrest"),
    ("Chile threatened Peru with sanctions on Monday. Analysts spoke of the threat to Bolivia.",
     "threatened", "threat"),
    # Acts of speech about other things.
    ("Chile asked Peru on Monday to reopen the railway. Chile asked Peru to free four fishermen.",
     "asked", "asked"),
    ("Senator Lund asked Mayor Holm to publish her taxes. Senator Lund called on Mayor Holm to "
     "resign.", "asked", "called"),
    ("Senator Lund accused Mayor Holm of fraud. Senator Lund accused Mayor Holm of breaking the "
     "fishing treaty.", "accused", "accused"),
    ("Senator Lund endorsed Mayor Holm on Friday. On Wednesday, Senator Lund thanked Mayor Holm "
     "for backing his library bill.", "endorsed", "thanked"),
    ("Senator Lund criticized Mayor Holm over the harbor. Senator Lund criticized Mayor Holm over "
     "her school budget.", "criticized", "criticized"),
    # Another one, one more, an earlier one.
    ("Rebels attacked a barracks on Monday. Rebels attacked another barracks.",
     "attacked", "attacked"),
    ("Peru urged Chile on Monday to free a sailor. Peru urged Chile again in the evening to free a "
     "sailor.", "urged", "urged"),
    ("Peru expelled two envoys of Chile on Monday. Peru had earlier expelled an attache of Chile.",
     "expelled", "expelled"),
    # Not done, only wanted or refused.
    ("Senator Lund endorsed Mayor Holm on Friday. His refusal to endorse Mayor Holm had angered "
     "the party.", "endorsed", "endorse"),
    ("Peru will expel the envoys of Chile. Peru expelled the envoys of Chile in March.",
     "expel", "expelled"),
    ("Chile refused to reject the offer of Peru.", "refused", "reject"),
    ("The city urged people to seek shelter in schools.", "urged", "seek"),
    ("Lund wants to bomb the extremists. After the Paris attacks, Lund spoke of it in Ohio.",
     "bomb", "attacks"),
    ("Firms of foreigners are allowed to donate to Mayor Holm. The donation of Harmony to Holm was "
     "large.", "donate", "donation"),
    ("Police arrested Jose Vidal on Monday. A fight in his youth ended with the arrest of two gang "
     "members.", "arrested", "arrest"),
    ("Chile first asked the court to look into the treaty. Chile finally asked the court to rule "
     "on the treaty and its border.", "asked", "asked"),
    # Nobody in particular.
    ("They gave you five million dollars, he said. They gave you two million dollars.",
     "gave", "gave"),
    ("Some voters support Mayor Holm. Some voters support Mayor Holm because of her dog.",
     "support", "support"),
]  # fmt: skip

ONE = [
    # A noun takes up what was told.
    ("Gunmen attacked a convoy in Mali on Monday. The attack in Mali lasted an hour.",
     "attacked", "attack"),
    ("Peru arrested two fishermen of Chile on Monday. The arrests by Peru angered the port.",
     "arrested", "arrests"),
    ("Rebels kidnapped four nurses in Chad on Monday. The kidnapping of the nurses is a first.",
     "kidnapped", "kidnapping"),
    ("Chile invaded Peru in June. The invasion of Peru lasted nine days.", "invaded", "invasion"),
    ("Thousands protested in Lima on Sunday. The Lima protest ended at dusk.",
     "protested", "protest"),
    ("A bombing in Lima hurt ten people on Monday. The Lima bombing closed two streets.",
     "bombing", "bombing"),
    ("Senator Lund endorsed Mayor Holm on Friday. The endorsement of Holm surprised his party.",
     "endorsed", "endorsement"),
    ("Chile and Peru hailed their agreement on fishing on Monday. The agreement between Peru and "
     "Chile takes effect in May.", "agreement", "agreement"),
    ("Chile rejected the offer of Peru on Monday. The rejection by Chile surprised traders.",
     "rejected", "rejection"),
    ("A gunman killed a guard in Austin on Monday. The killing of the guard shook the town.",
     "killed", "killing"),
    ("Peru detained a sailor on Monday. The detention by Peru lasted an hour.",
     "detained", "detention"),
    ("The army raided a depot in Sumy on Monday. Two clerks were hurt in the raid on Sumy.",
     "raided", "raid"),
    # The headline and the lead.
    ("Union endorses Holm for mayor\n\nA union of pilots endorsed Ada Holm on Monday.",
     "endorses", "endorsed"),
    ("Peru sues Chile over railway\n\nPeru filed a lawsuit against Chile on Monday.",
     "sues", "filed"),
    ("Lund accuses Holm of fraud\n\nSenator Kofi Lund accused Mayor Ada Holm on Monday of taking "
     "bribes.", "accuses", "accused"),
    # The same act of the same persons, with nothing that sets it apart.
    ("Chile urged Peru on Monday to release four fishermen. Chile urged Peru to free all of the "
     "fishermen.", "urged", "urged"),
    ("The invasion of Kuwait by Iraq began in August. Iraq invaded Kuwait over oil.",
     "invasion", "invaded"),
    ("Senator Lund visited Austin on Monday. Lund visited Austin with his wife.",
     "visited", "visited"),
    ("Peru expelled the ambassador of Chile on Monday. Peru expelled the ambassador after a vote.",
     "expelled", "expelled"),
    ("Senator Lund apologized to Mayor Holm for the harbor leaflet. It was late when Lund "
     "apologized to Holm for the leaflet.", "apologized", "apologized"),
    ("Peru accused Chile on Monday of moving the border stones. Peru accused Chile of moving the "
     "stones by night.", "accused", "accused"),
    ("Senator Lund endorsed Mayor Holm on Friday. Crowds cheered when Lund endorsed Holm.",
     "endorsed", "endorsed"),
    ("Senator Lund unleashed a harsh attack on Mayor Holm. Crowds cheered Lund's attack on Holm.",
     "unleashed a harsh attack", "attack"),
    ("A teenager was killed by police on Friday. Crowds marched after the killing of a teenager by "
     "police.", "killed", "killing"),
    # What it did, and how.
    ("A man blew himself up in a market, killing 31 people and wounding 150.",
     "killing", "wounding"),
    ("The strike killed nine people and injured forty.", "killed", "injured"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "second", "one"),
    [(*case, False) for case in APART] + [(*case, True) for case in ONE],
)
def test_what_is_one(text: str, first: str, second: str, one: bool, resources: Resources) -> None:
    document = Document.of(text, published=Published.parse("2031-03-12"))
    told = read_document(document, resources).claims.mentions
    left = [m for m in told if m.trigger.of(text) == first][:1]
    right = [m for m in told if m.trigger.of(text) == second][-1:]
    assert left and right and left != right, [m.trigger.of(text) for m in told]
    assert (right[0].trigger in left[0].referents) is one
