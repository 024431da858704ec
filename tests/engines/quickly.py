"""Installing without a process of its own to try a package out in, for tests whose subject is something else."""

from functools import partial

from desk.engines.examination import examine_here
from desk.engines.packages import install_file as install_file_apart

install_file = partial(install_file_apart, examine=examine_here)
