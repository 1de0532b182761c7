"""The chart component: drawing, sentence and the same figures as a table."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django_cotton import render_component

from thidua.charts import Bar, Comparison, comparison
from thidua.web.ops.sample_charts import sample_charts, sparks


def shown(chart, **more):
    return str(render_component(HttpRequest(), "chart", {"chart": chart, **more}))


def compared(*bars):
    return comparison(Comparison(title="Thu <b>ngân sách</b>", unit="%", bars=bars))


def test_a_chart_is_drawing_sentence_and_table():
    page = shown(compared(Bar("Xã <i>An Hồng</i>", 96, 95), Bar("Lê Lợi", None, 95)))

    assert page.count('<svg class="td-chart is-wide"') == 1
    assert page.count('<svg class="td-chart is-narrow"') == 1
    assert "<h3>Thu &lt;b&gt;ngân sách&lt;/b&gt;</h3>" in page
    assert '<th scope="row">Xã &lt;i&gt;An Hồng&lt;/i&gt;</th>' in page
    assert '<td class="is-num">chưa báo cáo</td>' in page
    assert "Gạch chéo: không có số liệu, không phải bằng 0." in page
    assert "<details>" in page
    assert "<details open>" in shown(compared(Bar("An Hồng", 1)), open=True)


def test_a_chart_of_nothing_is_its_sentence():
    page = shown(compared(Bar("An Hồng", None)))

    assert "Chưa có đơn vị nào báo cáo trong 1 đơn vị." in page
    assert "<svg" not in page
    assert "<table" not in page


def test_the_catalogue_shows_every_kind(house, sign_in, client):
    page = sign_in(house.administrator).get(reverse("ops:catalogue")).content.decode()

    assert page.count('<figure class="td-figure">') == len(sample_charts())
    assert page.count("td-spark") == sum(1 for each in sparks() if each.svg)
    assert 'style="' not in page
    client.logout()
    assert client.get(reverse("ops:catalogue")).status_code == 302
