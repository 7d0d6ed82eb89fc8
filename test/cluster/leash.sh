#!/bin/sh
# leash.sh COMMAND ARGUMENT…: runs COMMAND, and kills it when standard input ends. Whoever holds the other end of that
# pipe need not clean up: closing it, ending or being killed all do. Exit code and output are the command's own.
exec 3<&0
"$@" 3<&- </dev/null &
command=$!
(read -r _; kill -9 "$command") <&3 3<&- >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$command"
code=$?
kill -9 "$watcher" 2>/dev/null
exit "$code"
