from assistant.rendering.html_suggestions import suggestions_html


def test_a_hostile_name_stays_text() -> None:
    html = suggestions_html(['What does <img src=x onerror=alert(1)>"${alert(2)} say?'])
    assert "<img" not in html and "${" not in html and html.count('"') == 10
    assert suggestions_html(()) == ""
