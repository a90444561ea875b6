"""Programs: folders of plain files that say who mentors whom, and how."""
