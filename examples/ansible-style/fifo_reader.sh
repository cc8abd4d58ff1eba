#!/bin/sh
# Started by the daemon with the FIFO as its last argument. Keeps every line: kind, "name", state, priority.
# At its own end the daemon asks its readers to end while the last lines are still in the FIFO; what ends this one is the end of them.
trap '' TERM
while read -r line; do
    echo "$line" >> /run/vrrp-lines
done < "$1"
