"""Addresses of the desk."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from fazhi.desk.account import account, look, second
from fazhi.desk.accounts import accounts, passwords
from fazhi.desk.appraisal import appraisal
from fazhi.desk.books import book, books
from fazhi.desk.clear import clear
from fazhi.desk.correct import correct_record
from fazhi.desk.duties import duties, duty
from fazhi.desk.evidence import add, download
from fazhi.desk.fill import fill_page, filled
from fazhi.desk.handover import sheet
from fazhi.desk.import_page import import_page, marked
from fazhi.desk.ledgers import index, listing, workbook
from fazhi.desk.matter import dossier_zip, matter, note
from fazhi.desk.month import feed, month
from fazhi.desk.notices import notices
from fazhi.desk.proofread import proofread
from fazhi.desk.quick import quick, token, worker
from fazhi.desk.record import record_step, saved
from fazhi.desk.report import pdf, report, reports, row, sentence, word
from fazhi.desk.report_act import act
from fazhi.desk.report_blanks import report_blanks
from fazhi.desk.report_now import report_now
from fazhi.desk.rosters import roster
from fazhi.desk.rosters import workbook as roster_workbook
from fazhi.desk.rules import rules
from fazhi.desk.sign_in import SignIn
from fazhi.desk.sign_sheets import close_sheet, sheets, sign_page
from fazhi.desk.sign_sheets import sheet as sign_sheet
from fazhi.desk.system import system
from fazhi.desk.timeline import evidence_timeline
from fazhi.desk.today import today
from fazhi.desk.why import why

urlpatterns = [
    path("", today, name="today"),
    path("login/", SignIn.as_view(), name="sign-in"),
    path("login/second/", second, name="second"),
    path("account/", account, name="account"),
    path("accounts/", accounts, name="accounts"),
    path("accounts/<str:token>.xlsx", passwords, name="passwords"),
    path("look/", look, name="look"),
    path("sheets/", sheets, name="sheets"),
    path("sheets/<str:id>/", sign_sheet, name="sheet"),
    path("sheets/<str:id>/close/", close_sheet, name="sheet-close"),
    path("sign/<str:id>/<str:given>/", sign_page, name="sign"),
    path("logout/", LogoutView.as_view(), name="sign-out"),
    path("ledgers/", index, name="ledgers"),
    path("ledgers/<str:ledger>/", listing, name="ledger"),
    path("ledgers/<str:ledger>/xlsx", workbook, name="ledger-xlsx"),
    path("matters/<str:id>/", matter, name="matter"),
    path("matters/<str:id>/zip", dossier_zip, name="dossier"),
    path("matters/<str:id>/note/", note, name="note"),
    path("record/<str:step>/", record_step, name="record"),
    path("saved/<int:event>/", saved, name="saved"),
    path("events/<int:event>/correct/", correct_record, name="correct"),
    path("events/<int:event>/evidence/", add, name="attach"),
    path("evidence/<int:id>/", download, name="evidence"),
    path("quick/", quick, name="quick"),
    path("quick/token", token, name="token"),
    path("worker.js", worker, name="worker"),
    path("import/", import_page, name="import"),
    path("import/<str:token>.xlsx", marked, name="marked"),
    path("clear/", clear, name="clear"),
    path("proofread/", proofread, name="proofread"),
    path("fill/", fill_page, name="fill"),
    path("fill/<str:token>.xlsx", filled, name="filled"),
    path("notices/", notices, name="notices"),
    path("why/", why, name="why"),
    path("duties/", duties, name="duties"),
    path("books/", books, name="books"),
    path("books/<str:about>/<str:unit>/<int:year>.zip", book, name="book"),
    path("duties/<str:id>/", duty, name="duty"),
    path("rosters/", roster, name="rosters"),
    path("rosters/xlsx", roster_workbook, name="rosters-xlsx"),
    path("calendar/", month, name="month"),
    path("calendar/<str:token>.ics", feed, name="feed"),
    path("appraisal/", appraisal, name="appraisal"),
    path("timeline/", evidence_timeline, name="timeline"),
    path("rules/", rules, name="rules"),
    path("system/", system, name="system"),
    path("handover/<str:person>/", sheet, name="handover"),
    path("reports/", reports, name="reports"),
    path("reports/<str:kind>/", report_now, name="report-now"),
    path("reports/<str:kind>/<str:period>/", report, name="report"),
    path("reports/<str:kind>/<str:period>/sentences/<int:number>/", sentence, name="sentence"),
    path("reports/<str:kind>/<str:period>/rows/<int:number>/", row, name="row"),
    path("reports/<str:kind>/<str:period>/act/", act, name="report-act"),
    path("reports/<str:kind>/<str:period>/blanks/", report_blanks, name="report-blanks"),
    path("reports/<str:kind>/<str:period>/docx", word, name="report-docx"),
    path("reports/<str:kind>/<str:period>/pdf", pdf, name="report-pdf"),
]
