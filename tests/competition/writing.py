"""Writers that begin at the same moment, each in a connection of its own; and those that write very much at once."""

from threading import Barrier, Thread

from django.db import connection
from django.utils import timezone


def at_once(*jobs):
    """Runs jobs in threads that start together, and gives what came of each."""
    barrier, found = Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        barrier.wait()
        try:
            found[place] = job()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=item) for item in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def in_bulk(row, number):
    """Writes so many history rows of a row at one moment."""
    history, values = (
        row.history.model,
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
    )
    values |= {"history_type": "~", "history_date": timezone.now()}
    history.objects.bulk_create(history(**values) for _time in range(number))
