"""The dashboard: pages for those who run programs, opened by a link from their chat; loaded at the first visit."""
