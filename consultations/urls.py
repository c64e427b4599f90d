"""Readers' addresses. German paths, English names."""

from django.urls import path

from .views import statements
from .views.alternatives import AlternativesPage
from .views.ballot import BallotPage
from .views.comment import PostComment
from .views.dissent import PostDissent
from .views.listing import consultations
from .views.paper import ConsultationPage
from .views.record import RecordCsv, RecordHelp, RecordJson, RecordPage
from .views.recorded import RecordedPage
from .views.results import ResultsDownload, ResultsPage, ResultsTable
from .views.room import AnswerDraft, RoomPage, TakeStrawVote, WriteDraft
from .views.section import SectionPage
from .views.tasks import Tasks
from .views.vote import CastVote

app_name = "consultations"

urlpatterns = [
    path("stellungnahmen/", statements.StatementList.as_view(), name="statements"),
    path("stellungnahmen/<slug:slug>/", statements.StatementPage.as_view(), name="statement"),
    path("stellungnahmen/<slug:slug>/<str:name>", statements.StatementDownload.as_view(), name="statement_file"),
    path("aufgaben/", Tasks.as_view(), name="tasks"),
    path("beteiligungen/", consultations, name="list"),
    path("beteiligungen/<slug:slug>/", ConsultationPage.as_view(), name="consultation"),
    path("beteiligungen/<slug:slug>/ergebnis/", ResultsPage.as_view(), name="results"),
    path("beteiligungen/<slug:slug>/ergebnis/tabelle/", ResultsTable.as_view(), name="results_table"),
    path("beteiligungen/<slug:slug>/ergebnis.csv", ResultsDownload.as_view(), name="results_csv"),
    path("beteiligungen/<slug:slug>/alternativen/<int:pk>/", AlternativesPage.as_view(), name="alternatives"),
    path("beteiligungen/<slug:slug>/vermerke/", RecordedPage.as_view(), name="recorded"),
    path("beteiligungen/<slug:slug>/raum/", RoomPage.as_view(), name="room"),
    path("beteiligungen/<slug:slug>/raum/<int:pk>/", AnswerDraft.as_view(), name="draft"),
    path("beteiligungen/<slug:slug>/abschnitte/<uuid:key>/entwurf/", WriteDraft.as_view(), name="draft_write"),
    path("beteiligungen/<slug:slug>/abschnitte/<uuid:key>/probe/", TakeStrawVote.as_view(), name="straw"),
    path("beteiligungen/<slug:slug>/abstimmen/", BallotPage.as_view(), name="ballot"),
    path("protokolle-lesen/", RecordHelp.as_view(), name="record_help"),
    path("beteiligungen/<slug:slug>/protokoll/", RecordPage.as_view(), name="record"),
    path("beteiligungen/<slug:slug>/protokoll.json", RecordJson.as_view(), name="record_json"),
    path("beteiligungen/<slug:slug>/protokoll.csv", RecordCsv.as_view(), name="record_csv"),
    path("beteiligungen/<slug:slug>/abschnitte/<uuid:key>/", SectionPage.as_view(), name="section"),
    path("beteiligungen/<slug:slug>/abschnitte/<uuid:key>/votum/", CastVote.as_view(), name="vote"),
    path("beteiligungen/<slug:slug>/abschnitte/<uuid:key>/sondervotum/", PostDissent.as_view(), name="dissent"),
    path("beteiligungen/<slug:slug>/abschnitte/<uuid:key>/kommentar/", PostComment.as_view(), name="comment"),
]
