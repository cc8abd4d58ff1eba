#!/bin/sh
if [ $(ps -ef |grep "haproxy" |grep -v "grep" |grep -v "chk" |wc -1) -eq 0 ] ; then
    sleep 3
    /usr/bin/systemctl stop keepalived
fi
