"""Routes that no table asks role by role: each with the test that guards it.

They lead on, give files and lists of what the tables open, or need the key of a letter; what is sent to the workspace
and to the desk of review is in `deeds.py`.
"""

DEEDS = "tests/authz/test_deeds.py"
PAGES = "tests/portal/test_pages.py"
PREVIEWS = "tests/review/test_preview_links.py"
DEMO_MAIL = "tests/portal/test_demo_mail.py"
PROTOCOL = "tests/api/test_protocol.py"
SCHEMA = "tests/api/test_schema.py"
DOCUMENTS = "tests/alliances/test_alliance_pages.py"
REVISIONS = "tests/admin/test_revisions.py"
FORMS = "tests/admin/test_change_forms.py"
IMPORTS = "tests/admin/test_imports.py"
CIRCULARS = "tests/governance/test_circulars.py"
INVITATIONS = "tests/members/test_invitations.py"

ELSEWHERE = {
    "root": (PAGES, "test_root_leads_to_the_language_of_the_reader"),
    "permanent": (PAGES, "test_permanent_address_of_a_draft_is_not_found"),
    "robots": (PAGES, "test_robots_find_the_sitemap"),
    "security": (PAGES, "test_security_contact_is_valid"),
    **dict.fromkeys(["sitemap", "sitemap_section"], (PAGES, "test_sitemap_lists_complete_languages_of_public_records")),
    "media": (DOCUMENTS, "test_picture_is_public_with_its_record_only"),
    "alliances:document_file": (DOCUMENTS, "test_file_of_a_document_is_for_those_who_may_read_it"),
    "preview": (PREVIEWS, "test_stranger_reads_the_record_in_each_language_and_nothing_else"),
    "preview_media": (PREVIEWS, "test_pictures_of_a_draft_are_reached_through_the_link_alone"),
    "preview_links": (DEEDS, "test_deed_at_an_item"),
    "healthz": ("tests/portal/test_health.py", "test_healthz_asks_nothing_of_the_database"),
    "readyz": ("tests/portal/test_health.py", "test_readyz_says_what_it_waits_for"),
    "styleguide": ("tests/portal/test_styleguide.py", "test_style_guide_shows_no_draft"),
    **dict.fromkeys(["demo_mail_list", "demo_mail"], (DEMO_MAIL, "test_without_a_folder_there_is_no_such_page")),
    "demo_mail_html": (DEMO_MAIL, "test_html_of_a_mail_may_show_its_styles_and_nothing_else"),
    "api:root": (SCHEMA, "test_schema_describes_every_endpoint"),
    "api:schema": (SCHEMA, "test_schema_describes_every_endpoint"),
    "api:docs": (SCHEMA, "test_page_to_try_the_api_works_under_the_policy"),
    "api:nothing": (PROTOCOL, "test_what_is_not_there_is_a_problem"),
    "invitation": (INVITATIONS, "test_somebody_else_who_is_signed_in_cannot_accept"),
    "workspace:message": ("tests/workspace/test_messages.py", "test_message_of_another_is_not_there"),
    **dict.fromkeys(
        [
            "workspace:people_end",
            "workspace:invitation_resend",
            "workspace:invitation_revoke",
            "workspace:forget",
        ],
        (DEEDS, "test_deed_at_no_item"),
    ),
    **dict.fromkeys(["workspace:part_confirm", "workspace:part_decline"], (DEEDS, "test_answer_for_a_partner")),
}

# Pages of a record, or of a model, in the admin.
ADMIN_ELSEWHERE = {
    "move": ("tests/admin/test_moves.py", "test_illegal_moves_are_refused"),
    "compare": ("tests/admin/test_history.py", "test_comparison_names_nothing_out_of_sight"),
    "revision": (REVISIONS, "test_version_of_another_alliance_is_not_there"),
    **dict.fromkeys(
        ["recover", "recoverlist"], (REVISIONS, "test_deleted_draft_is_recovered_by_its_secretariat_alone")
    ),
    "check": (FORMS, "test_check_of_another_alliances_record_is_not_there"),
    "paste": (FORMS, "test_paste_is_for_those_who_manage_such_records"),
    "preview": (FORMS, "test_preview_is_for_those_who_may_change_the_record"),
    **dict.fromkeys(
        ["columns", "rows", "row", "rest", "apply", "undo"], (IMPORTS, "test_strangers_meet_no_page_of_an_import")
    ),
    "resend": ("tests/admin/test_outbox.py", "test_message_of_another_alliance_is_not_sent_again"),
    "revoke": (INVITATIONS, "test_invitation_of_another_alliance_is_not_there"),
    **dict.fromkeys(["letter", "letter_html", "send"], (CIRCULARS, "test_circular_of_another_alliance_is_not_there")),
    "review": (DEEDS, "test_page_of_an_item_in_its_state"),
    "reading": (DEEDS, "test_page_of_an_item_in_its_state"),
    "addressed": ("tests/news/test_taking_over.py", "test_page_names_what_is_addressed_to_the_own_alliance_alone"),
}
