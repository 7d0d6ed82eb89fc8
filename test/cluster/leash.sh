#!/bin/sh
# leash.sh COMMAND ARGUMENT…: runs COMMAND, and kills it when standard input ends. Whoever holds the other end of that
# pipe need not clean up: closing it, ending or being killed all do. A line in it is the name of a signal to send (TERM,
# STOP, CONT, …). Exit code and output are the command's own.
exec 3<&0
"$@" 3<&- </dev/null &
command=$!
(while read -r signal; do kill -s "$signal" "$command"; done; kill -9 "$command") <&3 3<&- >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$command"
code=$?
kill -9 "$watcher" 2>/dev/null
exit "$code"
