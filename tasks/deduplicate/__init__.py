"""The deduplicate stage: has this article been here before?"""
