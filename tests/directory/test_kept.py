"""A record that every request asks for is read by one thread at a time, and the others go on with what is known."""

import threading

from django.core.cache import cache

from directory import kept

KEY = "a-record"


def test_record_that_is_known_is_not_read_again():
    kept.renewed(KEY, lambda: "known")

    assert kept.kept(KEY, lambda: "read anew") == "known"


def test_record_that_is_old_is_read_again(settings):
    kept.renewed(KEY, lambda: "known")
    settings.PUBLICATION_REFRESH_SECONDS = 0

    assert kept.kept(KEY, lambda: "read anew") == "read anew"
    assert cache.get(KEY).value == "read anew"


def test_old_record_stands_while_another_thread_reads(settings):
    kept.renewed(KEY, lambda: "known")
    settings.PUBLICATION_REFRESH_SECONDS = 0
    begun, may_end, found = threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        may_end.wait(10)
        return "read anew"

    thread = threading.Thread(target=lambda: found.append(kept.kept(KEY, slow)))
    thread.start()
    begun.wait(10)
    meanwhile = kept.kept(KEY, lambda: "read twice")
    may_end.set()
    thread.join()

    assert (meanwhile, found) == ("known", ["read anew"])
    assert kept.kept(KEY, lambda: "read once more") == "read once more"
