"""The wording: one typed block tree that every format starts from, and the ways into and out of it. Pure, without database."""
