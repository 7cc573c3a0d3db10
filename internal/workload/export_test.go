package workload

// Counted is the statement that counts what people handle.
const Counted = counted
