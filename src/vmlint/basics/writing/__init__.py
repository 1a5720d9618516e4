"""Files on disk, whole or not at all: ``files`` replaces one or makes new ones, ``changes`` replaces many together."""
