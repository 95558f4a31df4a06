-- Two shifts are of somebody who is not there any more; nothing has kept them from being so.
update shifts set user_id = 9001 where id in (404, 917);
