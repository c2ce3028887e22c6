"""What surrounds the text of a page: citation, description, offers, roles for assistive technology."""
