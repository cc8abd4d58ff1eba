#!/bin/bash
# ipvlan.sh PROGRAM COMMAND...: what the daemon that COMMAND starts on a file makes of use_ipvlan, in the files /vm/PROGRAM.*.
# Runs in user-mode Linux, whose kernel has ipvlan.
name=$1
shift
modprobe ipvlan
modprobe veth
ip link add eth0 type veth peer name far
ip link set eth0 up
ip link set far up
ip addr add 10.77.0.1/24 dev eth0
ip addr add fd77::1/64 dev eth0 nodad
cat > /tmp/ipvlan.conf << 'CONF'
vrrp_instance four {
    interface eth0
    use_ipvlan own private 10.77.0.51/24
    virtual_router_id 51
    advert_int 1
    virtual_ipaddress {
        10.77.0.100/24
    }
}
vrrp_instance six {
    interface eth0
    use_ipvlan private fd77::51/64
    virtual_router_id 52
    advert_int 1
    virtual_ipaddress {
        fe80::77:100/64
        fd77::100/64
    }
}
CONF

# Waits for at most 20 s.
await() {
    for _ in {1..100}; do
        "$@" > /dev/null 2>&1 && return
        sleep 0.2
    done
    echo "not within 20 s: $*" >> "/vm/$name.kernel"
}
masters() { ip -o addr show dev eth0 | grep -q 10.77.0.100/ && ip -o addr show dev eth0 | grep -q fd77::100/; }
without() { ! ip link show type ipvlan | grep -q eth0; }

"$@" /tmp/ipvlan.conf > "/vm/$name.log" 2>&1 &
daemon=$!
await masters
{
    for link in own vrrp.52; do
        ip -d link show "$link" | grep -o 'ipvlan *mode l2 [a-z]*'
        ip -o addr show dev "$link" | grep -v 'inet6 fe80' | awk '{ print $2, $3, $4, $5, $6, $7, $8 }'
    done
    ip -o addr show dev eth0 | grep -c '10.77.0.100/24\|fe80::77:100/64\|fd77::100/64'
    grep . /proc/sys/net/ipv4/conf/{eth0,own}/{arp_ignore,arp_filter} /proc/sys/net/ipv6/conf/{own,vrrp.52}/disable_ipv6
} > "/vm/$name.kernel"
timeout 10 tcpdump -n -i far -c 4 '(ip proto 112 or ip6 proto 112)' 2> /dev/null | grep -o 'IP6\? .* > [^:]*:*12\?' | sort -u > "/vm/$name.wire"
kill -USR1 "$(cat /run/keepalived.pid)"
await grep -q 'VRRP Instance = six' /tmp/keepalived.data
grep 'Use IPVLAN\|, ipvlan on\|src_ip' /tmp/keepalived.data > "/vm/$name.dump"
if [ "$name" = vigil ]; then
    ip addr del 10.77.0.51/24 dev own
    await eval 'ip -o addr show dev own | grep -q 10.77.0.51/24'
fi
kill $daemon
wait $daemon
await without
if [ "$name" = vigil ]; then
    "$@" /tmp/ipvlan.conf > /vm/vigil.again 2>&1 &
    await masters
    kill -KILL "$(cat /run/keepalived.pid)"
    await without
fi
ip link show type ipvlan >> "/vm/$name.kernel"
