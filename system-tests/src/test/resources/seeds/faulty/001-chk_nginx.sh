#!/bin/bash
if [[ -z "$(ps -eo args | grep "nginx: master process" | grep -v grep)" ]]; then
    /etc/keepalived/service start nginx
    sleep 5

    if [[ -z "$(ps -eo args | grep "nginx: master process" | grep -v grep)" ]]; then
        /etc/keepalived/service stop keepalived
    fi
fi
