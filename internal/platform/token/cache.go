package token

import (
	"container/list"
	"crypto/sha256"
	"sync"
)

// digest stands for a token without keeping it in memory.
type digest = [sha256.Size]byte

// cache remembers the tokens verified last, at most max of them.
type cache struct {
	max int

	mu     sync.Mutex
	byKey  map[digest]*list.Element
	recent *list.List // of entry, most recently used first
}

type entry struct {
	key   digest
	value verified
}

func newCache(max int) *cache {
	return &cache{max: max, byKey: map[digest]*list.Element{}, recent: list.New()}
}

func (c *cache) get(key digest) (verified, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byKey[key]
	if !ok {
		return verified{}, false
	}
	c.recent.MoveToFront(element)
	return element.Value.(entry).value, true
}

func (c *cache) put(key digest, value verified) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok || c.max <= 0 {
		return
	}
	if c.recent.Len() >= c.max {
		oldest := c.recent.Back()
		delete(c.byKey, c.recent.Remove(oldest).(entry).key)
	}
	c.byKey[key] = c.recent.PushFront(entry{key, value})
}
