"""In place of random numbers, which take long to begin: the templates' library takes these names and calls none."""

from followthrough_late import Later, real

__getattr__ = look_up = real(__name__)

choice = Later(look_up, "choice")
randrange = Later(look_up, "randrange")
