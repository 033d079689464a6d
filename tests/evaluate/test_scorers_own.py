import pytest

from dateline.evaluate.scorers import own
from dateline.model import InputError


def stance(modality: str) -> dict[str, str]:
    return {"modality": modality, "polarity": "positive", "certainty": "certain"}


def test_rare_labels_do_not_enter_the_macro_mean() -> None:
    gold = {str(n): stance("asserted" if n < 6 else "denied") for n in range(8)}
    found = {k: stance("asserted") for k in gold}
    measures = own.score_stance(gold, found)
    assert "modality[denied]" not in measures
    assert measures["modality"]["accuracy"] == 75.0


def test_stance_outside_the_closed_lists_is_refused() -> None:
    with pytest.raises(InputError):
        own.score_stance({"a": stance("sung")}, {"a": stance("asserted")})


def test_a_joint_authority_has_no_order() -> None:
    gold = {"a": {"authority": "JPN:MOD+KOR:JCS"}, "b": {"authority": "USA:HOS"}}
    found = {"a": {"authority": "KOR:JCS+JPN:MOD"}, "b": {"authority": "USA:MFA"}}
    measures = own.score_authority(gold, found)
    assert measures["overall"] == {"accuracy": 50.0, "country": 100.0, "bodies": 50.0}
