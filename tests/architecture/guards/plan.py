"""Who may open the addresses of `plan`."""

GUARDS = {
    "plan.answer": "works on plan",
    "plan.answer_drafts": "works on plan",
    "plan.answers_given": "works on plan",
    "plan.desk": "works on plan",
    "plan.index": "public",
    "plan.new_answer": "works on plan",
    "plan.save_answer": "works on plan",
    "plan.send_answer_discard": "works on plan",
    "plan.send_answer_release": "works on plan",
    "plan.send_answer_withdrawal": "works on plan",
    "plan.send_new_answer": "works on plan",
    "plan.waiting": "works on plan",
}
