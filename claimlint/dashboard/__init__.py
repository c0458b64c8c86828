"""Reports of many articles and runs as a folder of static pages, which open from disk: ``claimlint dashboard``."""
