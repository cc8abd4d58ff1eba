#!/bin/sh
# Is haproxy there?
pidof haproxy > /dev/null
