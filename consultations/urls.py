"""Readers' addresses. German paths, English names."""

from django.urls import include, path

from .views import remark, statements
from .views.alternatives import AlternativesPage
from .views.anchor import ReattachComment
from .views.ballot import BallotPage
from .views.comment import PostComment
from .views.contributions import AnswerDecision, ContributionsPage, MyContributions
from .views.dissent import PostDissent
from .views.listing import consultations
from .views.paper import ConsultationPage
from .views.printed import PrintedDiscussion
from .views.record import RecordCsv, RecordHelp, RecordJson, RecordPage
from .views.recorded import RecordedPage
from .views.results import ResultsDownload, ResultsPage, ResultsTable
from .views.room import AnswerDraft, RoomPage, TakeStrawVote, WriteDraft
from .views.section import SectionPage
from .views.stance import TakeStance
from .views.suggest import SuggestPage
from .views.tasks import Tasks
from .views.vote import CastVote, ObjectToEdit, WithdrawVote

app_name = "consultations"

_section = [
    path("", SectionPage.as_view(), name="section"),
    path("votum/", CastVote.as_view(), name="vote"),
    path("votum/zurueckziehen/", WithdrawVote.as_view(), name="withdraw_vote"),
    path("einwand/", ObjectToEdit.as_view(), name="object"),
    path("kommentar/", PostComment.as_view(), name="comment"),
    path("kommentare/<int:pk>/", remark.CommentPage.as_view(), name="remark"),
    path("kommentare/<int:pk>/aendern/", remark.EditComment.as_view(), name="remark_edit"),
    path("kommentare/<int:pk>/zuruecknehmen/", remark.WithdrawComment.as_view(), name="remark_withdraw"),
    path("kommentare/<int:pk>/melden/", remark.ReportComment.as_view(), name="remark_report"),
    path("kommentare/<int:pk>/reaktion/", remark.ReactToComment.as_view(), name="remark_react"),
    path("kommentare/<int:pk>/ausblenden/", remark.HideComment.as_view(), name="remark_hide"),
    path("kommentare/<int:pk>/strang/", remark.MarkThread.as_view(), name="remark_mark"),
    path("kommentar/<int:pk>/stelle/", ReattachComment.as_view(), name="reattach"),
    path("entwurf/", WriteDraft.as_view(), name="draft_write"),
    path("probe/", TakeStrawVote.as_view(), name="straw"),
    path("vorschlag/<int:number>/haltung/", TakeStance.as_view(), name="stance"),
    path("vorschlag/", SuggestPage.as_view(), name="suggest"),
    path("sondervotum/", PostDissent.as_view(), name="dissent"),
]

_consultation = [
    path("", ConsultationPage.as_view(), name="consultation"),
    path("abschnitte/<uuid:key>/", include(_section)),
    path("abstimmen/", BallotPage.as_view(), name="ballot"),
    path("alternativen/<int:pk>/", AlternativesPage.as_view(), name="alternatives"),
    path("vermerke/", RecordedPage.as_view(), name="recorded"),
    path("kommentare/", PrintedDiscussion.as_view(), name="printed"),
    path("raum/", RoomPage.as_view(), name="room"),
    path("raum/<int:pk>/", AnswerDraft.as_view(), name="draft"),
    path("beitraege/", ContributionsPage.as_view(), name="contributions"),
    path("beitraege/<int:number>/", AnswerDecision.as_view(), name="answer_decision"),
    path("ergebnis/", ResultsPage.as_view(), name="results"),
    path("ergebnis/tabelle/", ResultsTable.as_view(), name="results_table"),
    path("ergebnis.csv", ResultsDownload.as_view(), name="results_csv"),
    path("protokoll/", RecordPage.as_view(), name="record"),
    path("protokoll.json", RecordJson.as_view(), name="record_json"),
    path("protokoll.csv", RecordCsv.as_view(), name="record_csv"),
]

urlpatterns = [
    path("beteiligungen/", consultations, name="list"),
    path("beteiligungen/<slug:slug>/", include(_consultation)),
    path("meine-beitraege/", MyContributions.as_view(), name="my_contributions"),
    path("aufgaben/", Tasks.as_view(), name="tasks"),
    path("protokolle-lesen/", RecordHelp.as_view(), name="record_help"),
    path("stellungnahmen/", statements.StatementList.as_view(), name="statements"),
    path("stellungnahmen/<slug:slug>/", statements.StatementPage.as_view(), name="statement"),
    path("stellungnahmen/<slug:slug>/<str:name>", statements.StatementDownload.as_view(), name="statement_file"),
]
