"""Addresses behind login, below /arbejde/."""

from django.urls import include, path

from retning.web.staff.views import (
    administration,
    adopted,
    documents,
    exchange,
    figures,
    figures_entry,
    figures_files,
    goal_targets,
    hearing_phases,
    hearing_timetables,
    hearings,
    home,
    inviting,
    lineage,
    logo,
    moderating,
    nodes,
    organisation,
    passages,
    places,
    proofs,
    publishing,
    received,
    review,
    strategies,
    surveys,
    taking_over,
    targets,
    unplaced,
)

app_name = "staff"

documents_urls = [
    path("", documents.documents, name="documents"),
    path("nyt/", documents.upload, name="upload"),
    path("<int:document>/", documents.document, name="document"),
    path("<int:document>/fremdrift/", documents.document_progress, name="document_progress"),
    path("<int:document>/igen/", documents.document_repeat, name="document_repeat"),
    path("<int:document>/laeg-vaek/", documents.document_discard, name="document_discard"),
    path("<int:document>/gennemgang/", review.review, name="review"),
    path("<int:document>/gennemgang/naeste/", review.review_next, name="review_next"),
    path("<int:document>/sider/<int:number>.png", review.page_picture, name="page_picture"),
    path("<int:document>/uddrag/", passages.passage_deeds, name="passage_deeds"),
    path("<int:document>/uddrag/nyt/", passages.passage_add, name="passage_add"),
    path("<int:document>/uddrag/<int:passage>/", passages.passage, name="passage"),
    path("<int:document>/uddrag/<int:passage>/del/", passages.passage_split, name="passage_split"),
    path(
        "<int:document>/uddrag/<int:passage>/maaltal/",
        targets.passage_targets,
        name="passage_targets",
    ),
    path("<int:document>/uddrag/<int:passage>/se/", review.review_at, name="review_at"),
    path("<int:document>/bogstaver/", targets.repairs, name="repairs"),
    path("<int:document>/overtag/", taking_over.document_take_over, name="document_take_over"),
]

strategies_urls = [
    path("", strategies.strategies, name="strategies"),
    path("ny/", strategies.strategy_create, name="strategy_create"),
    path("hent-ind/", exchange.edition_import, name="edition_import"),
    path("<uuid:key>/", strategies.strategy, name="strategy"),
    path("<uuid:key>/oplysninger/", strategies.strategy_fields, name="strategy_fields"),
    path("<uuid:key>/se/", strategies.strategy_preview, name="strategy_preview"),
    path("<uuid:key>/spor/", strategies.strategy_trail, name="strategy_trail"),
    path("<uuid:key>/efterfoelger/", lineage.successor, name="successor"),
    path("<uuid:key>/slaegtskab/", lineage.lineage, name="lineage"),
    path("<uuid:key>/slaegtskab/svar/", lineage.lineage_deeds, name="lineage_deeds"),
    path("<uuid:key>/uplaceret/<int:passage>/", unplaced.unplaced, name="unplaced"),
    path("<uuid:key>/uplaceret/<int:passage>/ikke/", unplaced.unplaced_drop, name="unplaced_drop"),
    path("<uuid:key>/raekkefoelge/", nodes.node_deeds, name="node_deeds"),
    path("<uuid:key>/tilfoej/<slug:kind>/", nodes.node_add, name="node_add"),
    path("<uuid:key>/maaling/", goal_targets.measuring, name="measuring"),
    path("<uuid:key>/vedtaget/", adopted.adopted, name="adopted"),
    path(
        "<uuid:key>/vedtaget/<uuid:goal>/<int:number>/",
        adopted.interpretation,
        name="interpretation",
    ),
    path("<uuid:key>/vedtaget/<uuid:goal>/<int:number>/udfoert/", proofs.proof, name="proof"),
    path(
        "<uuid:key>/vedtaget/<uuid:goal>/<int:number>/udfoert/<int:proof>/fil/",
        proofs.proof_file,
        name="proof_file",
    ),
    path(
        "<uuid:key>/vedtaget/<uuid:goal>/<int:number>/vurdering/",
        adopted.judgement,
        name="judgement",
    ),
    path("<uuid:key>/udgiv/", publishing.publish, name="publish"),
    path("<uuid:key>/beslutning/", publishing.resolution_record, name="resolution_record"),
    path("<uuid:key>/udgaver/<int:number>/", publishing.edition, name="edition"),
]

nodes_urls = [
    path("goal/<uuid:key>/ejer/", nodes.goal_owner, name="goal_owner"),
    path("goal/<uuid:key>/maaltal/", goal_targets.goal_targets, name="goal_targets"),
    path("goal/<uuid:key>/maaltal/<int:number>/", goal_targets.goal_target, name="goal_target"),
    path("<slug:kind>/<uuid:key>/", nodes.node, name="node"),
    path("<slug:kind>/<uuid:key>/fjern/", nodes.node_remove, name="node_remove"),
    path("<slug:kind>/<uuid:key>/flyt/", places.node_place, name="node_place"),
    path("<slug:kind>/<uuid:key>/ophav/", lineage.node_ancestor, name="node_ancestor"),
]

organisation_urls = [
    path("", organisation.organisation, name="organisation"),
    path("enheder/ny/", organisation.unit_add, name="unit_add"),
    path("enheder/<uuid:key>/", organisation.unit, name="unit"),
    path("enheder/<uuid:key>/navn/", organisation.unit_rename, name="unit_rename"),
    path("enheder/<uuid:key>/flyt/", organisation.unit_move, name="unit_move"),
    path("enheder/<uuid:key>/slut/", organisation.unit_end, name="unit_end"),
    path("enheder/<uuid:key>/stilling/", organisation.position_add, name="position_add"),
    path("stillinger/<uuid:key>/hvem/", organisation.holder_add, name="holder_add"),
    path("stillinger/<uuid:key>/slut/", organisation.position_end, name="position_end"),
    path("hvem/<int:holder>/slut/", organisation.holder_end, name="holder_end"),
    path("fagomraader/nyt/", organisation.field_add, name="field_add"),
]

surveys_urls = [
    path("", surveys.surveys, name="surveys"),
    path("nyt/", surveys.survey_make, name="survey_make"),
    path("<uuid:key>/", surveys.survey, name="survey"),
    path("<uuid:key>/ret/", surveys.survey_change, name="survey_change"),
    path("<uuid:key>/afslut/", surveys.survey_close, name="survey_close"),
    path("<uuid:key>/resultat/", surveys.survey_results, name="survey_results"),
]

hearings_urls = [
    path("", hearings.hearings, name="hearings"),
    path("ny/", hearings.hearing_make, name="hearing_make"),
    path("<uuid:key>/", hearings.hearing, name="hearing"),
    path("<uuid:key>/ret/", hearings.hearing_change, name="hearing_change"),
    path("<uuid:key>/igen/", hearings.hearing_renew, name="hearing_renew"),
    path("<uuid:key>/bekendtgoer/", hearing_phases.hearing_announce, name="hearing_announce"),
    path("<uuid:key>/dage/", hearing_phases.hearing_days, name="hearing_days"),
    path("<uuid:key>/forlaeng/", hearing_phases.hearing_extend, name="hearing_extend"),
    path("<uuid:key>/behandlet/", hearing_phases.hearing_handle, name="hearing_handle"),
    path("<uuid:key>/afslut/", hearing_phases.hearing_conclude, name="hearing_conclude"),
    path("<uuid:key>/kald-tilbage/", hearing_phases.hearing_call_back, name="hearing_call_back"),
    path("<uuid:key>/fjern/", hearing_phases.hearing_delete, name="hearing_delete"),
    path("<uuid:key>/tidsplan/", hearing_timetables.hearing_timetable, name="hearing_timetable"),
    path("<uuid:key>/koe/", moderating.hearing_queue, name="hearing_queue"),
    path("<uuid:key>/koe/afgoer/", moderating.hearing_decide, name="hearing_decide"),
    path("<uuid:key>/svar/", received.hearing_responses, name="hearing_responses"),
    path("<uuid:key>/svar/<uuid:response>/", received.response, name="response"),
    path("<uuid:key>/filer/<uuid:file>/", received.hearing_file, name="hearing_file"),
    path("<uuid:key>/sort/<uuid:comment>/", moderating.comment_redact, name="comment_redact"),
    path("<uuid:key>/inviterede/", inviting.invitations, name="invitations"),
    path("<uuid:key>/inviterede/ny/", inviting.invitation_add, name="invitation_add"),
    path("<uuid:key>/inviterede/liste/", inviting.invitations_load, name="invitations_load"),
    path("<uuid:key>/inviterede/liste.csv", inviting.invitations_file, name="invitations_file"),
    path("<uuid:key>/inviterede/afgoer/", inviting.invitation_deeds, name="invitation_deeds"),
    path("<uuid:key>/inviterede/<uuid:invitation>/", inviting.invitation, name="invitation"),
]

figures_urls = [
    path("", figures.figures, name="figures"),
    path("fremskrivninger/", figures.figures_outlooks, name="figures_outlooks"),
    path("udgivelser/<int:release>/", figures.release, name="release"),
    path("udgivelser/<int:release>/svar/", figures.release_decide, name="release_decide"),
    path("udgivelser/<int:release>/fil/", figures.release_file, name="release_file"),
    path("hent-ind/", figures_files.figures_upload, name="figures_upload"),
    path("hent-ind/<slug:sha256>/", figures_files.figures_file, name="figures_file"),
    path(
        "hent-ind/<slug:sha256>/fremdrift/", figures_files.figures_progress, name="figures_progress"
    ),
    path("indtast/", figures_entry.figures_enter, name="figures_enter"),
    path("egne/ny/", figures_entry.indicator_create, name="indicator_create"),
    path("spor/<slug:code>/<slug:area>/<path:period>/", figures.figure_trace, name="figure_trace"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("retning.web.staff.login.urls")),
    path("dokumenter/", include(documents_urls)),
    path("strategier/", include(strategies_urls)),
    path("led/", include(nodes_urls)),
    path("organisation/", include(organisation_urls)),
    path("hoeringer/", include(hearings_urls)),
    path("tal/", include(figures_urls)),
    path("spoergeskemaer/", include(surveys_urls)),
    path("medlemmer/", administration.members, name="members"),
    path("medlemmer/nyt/", administration.member_add, name="member_add"),
    path("medlemmer/<int:membership>/slut/", administration.member_end, name="member_end"),
    path("mails/", administration.mails, name="mails"),
    path("udseende/", administration.appearance, name="appearance"),
    path("udseende/logo/", logo.logo, name="logo"),
]
