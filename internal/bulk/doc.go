// Package bulk makes many calls at once in the name of one caller, and bundles of calls that have a name.
//
// Glossary: 批量操作 = RunCalls. 快捷操作 = Macro.
//
// Invariants:
//  1. Nothing is done that the caller could not do by the calls alone: each goes through the whole chain. RunCalls, RunMacro.
//  2. What one call is refused leaves the others as they are; a macro stops there. RunCalls, RunMacro.
//  3. What is sent again under its key is not done twice, call by call. run.
package bulk
