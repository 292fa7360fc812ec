"""PDF files for tests: a plain one, and some that must not be taken."""

import io

import pikepdf


def pdf(pages=1, change=None, **saving):
    """Return a PDF of empty pages; `change` may put something into it before it is saved."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if change:
        change(made)
    kept = io.BytesIO()
    made.save(kept, **saving)
    return kept.getvalue()


def with_open_action(**action):
    def change(made):
        made.Root.OpenAction = pikepdf.Dictionary(
            {f"/{name}": value for name, value in action.items()}
        )

    return pdf(change=change)


def with_attachment():
    def change(made):
        made.attachments["a.exe"] = b"MZ"

    return pdf(change=change)


def with_script_in_an_annotation():
    def change(made):
        action = pikepdf.Dictionary({"/S": pikepdf.Name("/JavaScript"), "/JS": "app.alert(1)"})
        note = pikepdf.Dictionary({"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link})
        note.PA = pikepdf.Dictionary({"/U": action})
        made.pages[0].Annots = pikepdf.Array([note])

    return pdf(change=change)


def encrypted(user="", owner="owner"):
    return pdf(encryption=pikepdf.Encryption(user=user, owner=owner))
