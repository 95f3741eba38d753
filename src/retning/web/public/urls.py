"""The addresses of the public pages. Keys are stable from edition to edition."""

from django.urls import path

from retning.web.public.views import (
    downloads,
    editions,
    embed,
    feeds,
    foretelling,
    goals,
    indicators,
    pages,
    profiles,
    proving,
    search,
    sitemap,
    strategies,
    surveys,
)

app_name = "public"

urlpatterns = [
    path("", strategies.front, name="front"),
    path("strategi/<slug:slug>/", strategies.strategy, name="strategy"),
    path("strategi/<slug:slug>/hele/", strategies.whole, name="whole"),
    path("strategi/<slug:slug>/maal/", strategies.verdicts, name="verdicts"),
    path(
        "strategi/<slug:slug>/maal/oversigt.<str:form>",
        strategies.verdicts_picture,
        name="verdicts_picture",
    ),
    path("strategi/<slug:slug>/maalene-foer/", strategies.lineage, name="lineage"),
    path("strategi/<slug:slug>/omraade/<uuid:key>/", strategies.area, name="area"),
    path("strategi/<slug:slug>/udgaver/", editions.editions, name="editions"),
    path("strategi/<slug:slug>/udgaver/<int:number>/", editions.edition, name="edition"),
    path("strategi/<slug:slug>/udgaver/<int:number>/aendringer/", editions.changes, name="changes"),
    path(
        "strategi/<slug:slug>/udgaver/<int:number>/udgave.json",
        feeds.edition_document,
        name="edition_document",
    ),
    path("strategi/<slug:slug>/hent/<str:form>", downloads.whole, name="whole_file"),
    path(
        "strategi/<slug:slug>/omraade/<uuid:key>/hent/<str:form>",
        downloads.area,
        name="area_file",
    ),
    path(
        "strategi/<slug:slug>/udgaver/<int:number>/hent/<str:form>",
        downloads.edition,
        name="edition_file",
    ),
    path(
        "strategi/<slug:slug>/udgaver/<int:number>/aendringer/hent/<str:form>",
        downloads.changes,
        name="changes_file",
    ),
    path("maal/<uuid:key>/", goals.goal, name="goal"),
    path(
        "maal/<uuid:key>/<int:number>/<slug:name>.<str:form>",
        goals.goal_picture,
        name="goal_picture",
    ),
    path("maal/<uuid:key>/indlejret/", embed.embed, name="embed"),
    path("tema/<uuid:key>/", goals.theme, name="theme"),
    path("tal/", indicators.indicators, name="indicators"),
    path("tal/udsigt/", foretelling.outlook_skill, name="outlook_skill"),
    path(
        "tal/udsigt/<slug:name>.<str:form>",
        foretelling.outlook_skill_picture,
        name="outlook_skill_picture",
    ),
    path("tal/<slug:code>/", indicators.indicator, name="indicator"),
    path(
        "tal/<slug:code>/<slug:name>.<str:form>",
        indicators.indicator_picture,
        name="indicator_picture",
    ),
    path("kommune/", profiles.own_profile, name="own_profile"),
    path("kommune/<slug:place>/", profiles.profile, name="profile"),
    path("sammenlign/", profiles.compare, name="compare"),
    path("sammenlign/<slug:code>.<str:form>", profiles.compare_picture, name="compare_picture"),
    path("spoerg/<uuid:key>/", surveys.survey, name="survey"),
    path("spoerg/<uuid:key>/tak/", surveys.survey_thanks, name="survey_thanks"),
    path("spoerg/<uuid:key>/resultat/", surveys.survey_results, name="survey_results"),
    path("hoering/proeve.json", proving.hearing_challenge, name="hearing_challenge"),
    path("soeg/", search.search, name="search"),
    path("kontakt/", pages.contact, name="contact"),
    path("was", pages.accessibility, name="accessibility"),
    path("api/", pages.api, name="api"),
    path("oembed", embed.oembed, name="oembed"),
    path("udgaver.atom", feeds.feed, name="feed"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
