"""The components: what they draw, what they say aloud, what they refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from retning.web.ui.icons import ICONS
from retning.web.ui.links import Link
from retning.web.ui.showcase import Segment
from retning.web.ui.templatetags.ui import ALERT_SHAPES, STATUSES


def drawn(source: str, **context: Any) -> str:
    """What a template makes, with white space closed up, in English."""
    with override("en"):
        return " ".join(Template(source).render(Context(context)).split())


class SampleForm(forms.Form):
    title = forms.CharField(label="Title", help_text="At most 300 characters")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    day = forms.DateField(label="Day", widget=forms.DateInput)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Agreed")
    locked = forms.CharField(label="Locked", required=False, disabled=True)

    def clean(self) -> dict[str, Any]:
        if "title" in self.errors:
            self.add_error(None, "Nothing was saved")
        return self.cleaned_data


def test_texts_are_escaped() -> None:
    wild = "<b>&"
    for source in (
        "{% goal_card text '#' %}",
        "{% theme_card text %}",
        "{% area_card text '#' %}",
        "{% objective_group text %}{% endobjective_group %}",
        "{% status 'met' text %}",
        "{% card heading=text %}{% endcard %}",
        "{% alert 'info' text %}{% endalert %}",
        "{% accordion text %}{% endaccordion %}",
        "{% empty text %}{% endempty %}",
        "{% data_table text %}{% enddata_table %}",
        "{% button text %}",
        "{% progress 1 2 text %}",
    ):
        made = drawn(source, text=wild)
        assert "<b>" not in made, source
        assert "&lt;b&gt;&amp;" in made, source


def test_content_of_a_container_is_escaped_where_it_is_a_variable() -> None:
    assert "&lt;i&gt;" in drawn("{% card 'x' %}{{ text }}{% endcard %}", text="<i>")


def test_a_strategys_words_are_marked_as_danish_on_an_english_page() -> None:
    source = "{% goal_card 'Et mål' '#' owner='Center' %}"
    assert '<a href="#" lang="da">Et mål</a>' in drawn(source)
    with override("da"):
        assert "lang=" not in Template(source).render(Context())


def test_the_chain_has_every_link_and_not_the_page_itself() -> None:
    chain = [Link("Vision", "/"), Link("Area", "/a/")]
    made = drawn("{% breadcrumb chain %}", chain=chain)
    assert made.count("<li") == 2
    assert "aria-current" not in made
    assert drawn("{% breadcrumb chain %}", chain=[]) == ""


@pytest.mark.parametrize("kind", sorted(STATUSES))
def test_a_state_has_word_shape_and_colour(kind: str) -> None:
    made = drawn("{% status kind 'The word' %}", kind=kind)
    colour, shape = STATUSES[kind]
    assert f"status--{colour}" in made
    assert ICONS[shape] in made
    assert "The word" in made


def test_no_two_states_look_the_same() -> None:
    # A published edition and a goal that is met never stand in one list.
    looks = [look for kind, look in STATUSES.items() if kind != "published"]
    assert len(set(looks)) == len(looks)


def test_an_unknown_state_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        drawn("{% status 'nearly' 'Nearly' %}")


@pytest.mark.parametrize("kind", sorted(ALERT_SHAPES))
def test_only_an_error_interrupts(kind: str) -> None:
    made = drawn("{% alert kind %}<p>x</p>{% endalert %}", kind=kind)
    assert ('role="alert"' in made) is (kind == "error")
    assert f"alert-{kind}" in made


def test_changes_are_told_by_words_too() -> None:
    made = drawn(
        "{% redline parts %}",
        parts=[Segment("same", "en "), Segment("removed", "lang"), Segment("added", "kort")],
    )
    assert "<del><span" in made
    assert "[removed: </span>lang<span" in made
    assert "[added: </span>kort<span" in made
    assert made.startswith('<span class="redline" lang="da">en ')


def test_a_button_sends_or_leads() -> None:
    assert 'type="submit" name="go" value="1"' in drawn("{% button 'Go' name='go' value='1' %}")
    assert '<a class="button button-secondary" href="/x/"' in drawn(
        "{% button 'Go' kind='secondary' url='/x/' %}"
    )
    assert "disabled" in drawn("{% button 'Go' disabled=True %}")
    assert '<span class="visually-hidden">: A goal</span>' in drawn(
        "{% button 'Up' describes='A goal' %}"
    )
    with pytest.raises(TemplateSyntaxError):
        drawn("{% button 'Go' kind='big' %}")


def test_progress_is_a_share_or_unknown() -> None:
    assert 'value="7" max="18"' in drawn("{% progress 7 18 'Reading' %}")
    assert "38%" in drawn("{% progress 7 18 'Reading' %}")
    unknown = drawn("{% progress 0 0 'Waiting' %}")
    assert "value=" not in unknown
    assert "%" not in unknown


def test_steps_say_where_one_is() -> None:
    made = drawn("{% steps labels 2 %}", labels=["One", "Two", "Three"])
    assert made.count('aria-current="step"') == 1
    assert 'class="current" aria-current="step"' in made
    assert made.count("(done)") == 1


def test_pages_of_a_list() -> None:
    pages = Paginator(range(95), 10)
    made = drawn("{% pagination listing %}", listing=pages.page(5))
    assert made.count('aria-current="page"') == 1
    assert 'href="?side=4" rel="prev"' in made
    assert 'href="?side=6" rel="next"' in made
    assert "Page 5 of 10" in made
    assert drawn("{% pagination listing %}", listing=Paginator([1], 10).page(1)) == ""


def test_last_updated() -> None:
    assert "22 November 2026" in drawn("{% last_updated day %}", day=date(2026, 11, 22))


def test_a_field_names_its_hint_and_error() -> None:
    made = drawn("{% form_field form.title %}", form=SampleForm({}))
    assert '<label class="form-label" for="id_title">Title </label>' in made
    assert 'aria-describedby="id_title-hint id_title-error"' in made
    assert 'id="id_title-hint">At most 300 characters<' in made
    assert 'aria-invalid="true"' in made
    assert "form-error" in made
    assert "form-error" not in drawn("{% form_field form.title %}", form=SampleForm())


def test_what_may_be_left_out_says_so() -> None:
    form = SampleForm()
    assert "(optional)" in drawn("{% form_field form.note %}", form=form)
    assert "(optional)" not in drawn("{% form_field form.note optional=False %}", form=form)
    assert "(optional)" not in drawn("{% form_field form.title %}", form=form)
    assert "(optional)" not in drawn("{% form_field form.locked %}", form=form)


def test_a_date_has_the_browsers_calendar() -> None:
    form = SampleForm(initial={"day": date(2026, 11, 22)})
    made = drawn("{% form_field form.day %}", form=form)
    assert made.count("type=") == 1
    assert 'type="date"' in made
    assert 'value="2026-11-22"' in made
    assert form.fields["day"].widget.input_type == "text", "the form itself was changed"


def test_choices_are_a_group_with_a_name() -> None:
    made = drawn("{% form_field form.kind %}", form=SampleForm({"kind": "b"}))
    assert '<legend class="form-label">Kind </legend>' in made
    assert made.count('type="radio"') == 2
    assert 'value="b" id="id_kind_1" checked' in made


def test_a_tick_stands_before_its_label() -> None:
    made = drawn("{% form_field form.agreed %}", form=SampleForm())
    assert made.index('type="checkbox"') < made.index("<label")
    assert 'class="form-checkbox"' in made


def test_the_summary_leads_to_every_mistake() -> None:
    made = drawn("{% error_summary form %}", form=SampleForm({}))
    for target in ("#id_title", "#id_day", "#id_kind_0", "#id_agreed"):
        assert f'href="{target}"' in made
    assert "Nothing was saved" in made
    assert "There are 5 things to mend" in made
    assert drawn("{% error_summary form %}", form=SampleForm()) == ""
