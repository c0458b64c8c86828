"""What was said of files, kept between runs: the same file by the same rules, models and settings is not checked again."""

from claimlint.cache.store import Store, Usage, cache_folder

__all__ = ["Store", "Usage", "cache_folder"]
