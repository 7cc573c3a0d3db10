// Package memory sets how finely the profile of the heap is drawn.
//
// All samples are counted by the rate that is set last, so it is set before other packages allocate much: a package that needs the
// runtime alone is initialized among the first.
package memory

import "runtime"

// sample are the bytes allocated from one sample of the profile to the next, on average, where the operator sets no other number by
// GODEBUG=memprofilerate. At Go's 512 KiB the samples come to hold 3 MB themselves, a sixth of what is in use.
const sample = 8 << 20

// rate is what Go sets.
const rate = 512 << 10

func init() {
	if runtime.MemProfileRate == rate {
		runtime.MemProfileRate = sample
	}
}
