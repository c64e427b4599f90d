"""What every refusal in the life of a consultation is."""


class Refused(Exception):
    """Not possible now. The text is a translated sentence for the person who asked."""
