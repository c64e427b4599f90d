from .pages import HomePage, PaperShelf, PlainPage

__all__ = ["HomePage", "PaperShelf", "PlainPage"]
