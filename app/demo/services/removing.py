"""Taking all example content away again; what is real stays as it is."""

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from app.accounts.models import (
    AreaOffice,
    ExternalIdentity,
    Office,
    Organisation,
    OrganisationArea,
    OrganisationRegistration,
    OrganisationTargetGroup,
    Person,
    RoleGrant,
)
from app.accounts.services import forget_sign_in
from app.consultations.models import Consultation, ConsultationArea
from app.councils.models import (
    CouncilMark,
    CouncilVisit,
    Hearing,
    HearingDocument,
    HearingReply,
    Proposal,
    ProposalGround,
    ProposalReminder,
    Statement,
)
from app.demo.services.imports import remove_imports
from app.demo.services.removing_plan import remove_plan
from app.demo.services.removing_reports import remove_reports
from app.insights.models import StatisticSnapshot
from app.moderation.models import (
    AgreementReport,
    CarriedCoding,
    ChosenCode,
    Claim,
    CodeSuggestion,
    Coding,
    Concern,
    ConcernMember,
    DefinitionNote,
    Likeness,
    Mark,
    PublicTerms,
    SavedView,
    SecondCoding,
    StaffTerms,
    SuggestionModel,
    SuggestionsMade,
    TextConcept,
    TextProfile,
)
from app.pages.models import WithoutDigest
from app.plan.models import (
    Answer,
    Evidence,
    Measure,
    MeasureChange,
    MeasurePartner,
    PlanCover,
    PlanVersion,
)
from app.privacy.models import ArchiveOffer, LegalHold, PrivacyRequest
from app.reports.models import Report, ReportVersion
from app.shared.database import db, rows_affected
from app.shared.jobs import Job
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions.models import (
    Addition,
    CodeHint,
    Contact,
    ImportRow,
    KeptText,
    LockedText,
    OwnSubmission,
    Question,
    Redaction,
    StatusChange,
    Submission,
    SubmissionCount,
    SubmissionEvent,
    Voice,
    Workshop,
)
from app.submissions.services import recount

PARTS = (
    *(CarriedCoding, Coding, CodeHint, StatusChange, Addition, Question, Redaction, Contact),
    *(Likeness, TextProfile, Claim, Mark, PublicTerms, StaffTerms),
    *(LockedText, OwnSubmission, PrivacyRequest, LegalHold, ArchiveOffer),
    *(KeptText, SecondCoding, ConcernMember, SubmissionEvent, TextConcept, Voice, ImportRow),
    *(CouncilMark, ProposalGround),
)


@writes
def remove_examples() -> int:
    """Delete everything marked as an example; return how many contributions that were."""
    examples = select(Submission.id).where(Submission.is_example)
    _remove_parts_of_second_codings()
    remove_plan()
    remove_reports()
    _remove_statements()
    _remove_proposals()
    for part in PARTS:
        db.session.execute(delete(part).where(part.submission_id.in_(examples)))
    db.session.execute(delete(Likeness).where(Likeness.other_id.in_(examples)))
    _forget_learned()
    _remove_concerns()
    number = rows_affected(db.session.execute(delete(Submission).where(Submission.is_example)))
    recount()
    _remove_workshops()
    _remove_consultations()
    _remove_people()
    public_content_changed()
    return number


def _remove_statements() -> None:
    """Example statements go, and those about a contribution, concern or consultation that does."""
    about = (
        select(Submission.public_number).where(Submission.is_example),
        select(Concern.public_number).where(Concern.is_example),
        select(Consultation.slug).where(Consultation.is_example),
    )
    gone = or_(Statement.is_example, *(Statement.subject_key.in_(keys) for keys in about))
    db.session.execute(delete(Statement).where(gone))


def _forget_learned() -> None:
    """What was learned or published from examples goes as a whole; the worker makes it anew."""
    for table in (CodeSuggestion, SuggestionsMade, SuggestionModel, StatisticSnapshot):
        db.session.execute(delete(table))


def _remove_parts_of_second_codings() -> None:
    """The kept figures of agreement rest on examples as well: the worker computes them anew."""
    drawn = select(SecondCoding.id).join(SecondCoding.submission).where(Submission.is_example)
    for part in (ChosenCode, DefinitionNote):
        db.session.execute(delete(part).where(part.second_coding_id.in_(drawn)))
    db.session.execute(delete(AgreementReport))


def _remove_concerns() -> None:
    """Example concerns go, and real ones that held nothing but examples."""
    is_left = exists().where(ConcernMember.concern_id == Concern.id)
    gone = select(Concern.id).where(Concern.is_example | ~is_left)
    numbers = select(Concern.public_number).where(Concern.is_example)
    db.session.execute(delete(SubmissionEvent).where(SubmissionEvent.reference.in_(numbers)))
    db.session.execute(delete(ConcernMember).where(ConcernMember.concern_id.in_(gone)))
    db.session.execute(delete(Concern).where(Concern.is_example | ~is_left))


def _remove_workshops() -> None:
    """An example workshop with real notes stays."""
    noted = exists().where(Submission.workshop_id == Workshop.id)
    db.session.execute(delete(Workshop).where(Workshop.is_example, ~noted))


def _remove_consultations() -> None:
    """A consultation that real people answered stays, closed."""
    used = exists().where(Submission.consultation_id == Consultation.id)
    held = exists().where(Workshop.consultation_id == Consultation.id)
    unused = select(Consultation.id).where(Consultation.is_example, ~used, ~held)
    ids = list(db.session.scalars(unused))
    for part in (SubmissionCount, ConsultationArea):
        db.session.execute(delete(part).where(part.consultation_id.in_(ids)))
    db.session.execute(delete(Consultation).where(Consultation.id.in_(ids)))


def _remove_people() -> None:
    """An example account that worked on something real stays, disabled."""
    remove_imports()
    examples = select(Person.id).where(Person.is_example)
    for person in db.session.scalars(select(Person).where(Person.is_example)):
        forget_sign_in(person)
    for part in (
        RoleGrant,
        SavedView,
        Claim,
        CouncilVisit,
        ExternalIdentity,
        WithoutDigest,
        OwnSubmission,
    ):
        db.session.execute(delete(part).where(part.person_id.in_(examples)))
    db.session.execute(delete(Job).where(Job.owner_id.in_(examples)))
    db.session.execute(delete(Person).where(Person.is_example, ~_worked()))
    db.session.execute(update(Person).where(Person.is_example).values(active=False))
    _remove_organisations()
    _remove_offices()
    db.session.expire_all()


def _worked() -> ColumnElement[bool]:
    """Whether a person left traces on something that stays."""
    worked = exists().where(StatusChange.person_id == Person.id)
    coded = exists().where(Coding.coder_id == Person.id)
    traces = (
        *(PrivacyRequest.answered_by_id, LegalHold.person_id, ArchiveOffer.person_id),
        *(CarriedCoding.looked_by_id, ConcernMember.person_id, Concern.created_by_id),
        *(SecondCoding.first_coder_id, SecondCoding.second_coder_id, SecondCoding.settled_by_id),
        *(CouncilMark.person_id, Statement.created_by_id, HearingReply.answered_by_id),
        *(Proposal.created_by_id, Proposal.submitted_by_id, Proposal.decided_by_id),
        Hearing.opened_by_id,
        *(Submission.entered_by_id, Workshop.created_by_id),
        *(Measure.created_by_id, MeasureChange.person_id, Evidence.person_id),
        *(Answer.created_by_id, PlanVersion.adopted_by_id, PlanCover.person_id),
        *(Report.created_by_id, ReportVersion.released_by_id),
    )
    return or_(worked, coded, *(exists().where(trace == Person.id) for trace in traces))


def _remove_organisations() -> None:
    """An example organisation that something real names stays."""
    used = exists().where(Submission.organisation_id == Organisation.id)
    granted = exists().where(RoleGrant.organisation_id == Organisation.id)
    held = exists().where(Workshop.organisation_id == Organisation.id)
    gone = select(Organisation.id).where(Organisation.is_example, ~used, ~granted, ~held)
    for part in (OrganisationArea, OrganisationTargetGroup, OrganisationRegistration):
        db.session.execute(delete(part).where(part.organisation_id.in_(gone)))
    db.session.execute(delete(Organisation).where(Organisation.id.in_(gone)))


def _remove_offices() -> None:
    """An example office that something real names stays; it answers for no Ortsteil any more."""
    used = exists().where(Proposal.office_id == Office.id)
    heard = exists().where(Hearing.office_id == Office.id)
    answers = exists().where(Answer.office_id == Office.id)
    leads = exists().where(Measure.lead_office_id == Office.id)
    helps = exists().where(MeasurePartner.office_id == Office.id)
    planned = or_(answers, leads, helps)
    granted = exists().where(RoleGrant.office_id == Office.id)
    gone = select(Office.id).where(Office.is_example)
    db.session.execute(delete(AreaOffice).where(AreaOffice.office_id.in_(gone)))
    db.session.execute(delete(Office).where(Office.is_example, ~used, ~heard, ~granted, ~planned))


def _remove_proposals() -> None:
    """Example proposals and hearings go; real proposals no longer rest on examples."""
    gone = select(Proposal.id).where(Proposal.is_example)
    for part in (ProposalGround, ProposalReminder):
        db.session.execute(delete(part).where(part.proposal_id.in_(gone)))
    db.session.execute(delete(Proposal).where(Proposal.is_example))
    heard = select(Hearing.id).where(Hearing.is_example)
    for answers in (HearingDocument, HearingReply):
        db.session.execute(delete(answers).where(answers.hearing_id.in_(heard)))
    db.session.execute(delete(Hearing).where(Hearing.is_example))
