// Package comment is what people add to an issue beside its steps: the reporter new facts and photos, the staff words to him and notes to each
// other.
//
// Glossary: 留言 = comment, Comment; 内部备注 = internal comment.
//
// Invariants:
//  1. What the reporter says is never internal, and what is internal he never sees, nor what is attached to it: that hangs on the comment, what is
//     attached to any other on the issue. CreateComment, ListComments, Subject, comment_internal.
//  2. When an issue has been over for the days of the setting, only internal comments are taken. CreateComment.
package comment
