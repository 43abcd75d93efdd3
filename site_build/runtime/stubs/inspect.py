"""In place of what looks into objects and reads signatures: at their start, others take these names and call none."""

from followthrough_late import Later, real

__getattr__ = look_up = real(__name__)

Parameter = Later(look_up, "Parameter")
getattr_static = Later(look_up, "getattr_static")
isclass = Later(look_up, "isclass")
iscoroutinefunction = Later(look_up, "iscoroutinefunction")
ismethod = Later(look_up, "ismethod")
signature = Later(look_up, "signature")
