  def janet_members(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    beta: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    members = torch.size(x, 0)
    time = torch.size(x, 1)
    batch = torch.size(x, 2)
    flat = torch.reshape(x, [members, torch.mul(time, batch), torch.size(x, 3)])
    projected = torch.baddbmm(bias, flat, input_weight)
    steps = torch.unbind(torch.reshape(projected, [members, time, batch, -1]), 1)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      gates = torch.baddbmm(steps[i], torch.type_as(h, x), recurrent_weight)
      s, z = torch.chunk(torch.type_as(gates, h), 2, 2)
      keep = torch.mul(torch.sigmoid(s), h)
      h = torch.addcmul(keep, torch.sigmoid(torch.sub(beta, s)), torch.tanh(z))
      _0 = torch.append(states, torch.type_as(h, x))
    return (torch.stack(states, 1), h)
  def step_members(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    beta: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    gates = torch.baddbmm(bias, torch.squeeze(x, 1), input_weight)
    gates = torch.baddbmm_(gates, torch.type_as(h, x), recurrent_weight)
    s, z = torch.chunk(torch.type_as(gates, h), 2, 2)
    keep = torch.mul_(torch.sigmoid(s), h)
    next = torch.addcmul_(keep, torch.sigmoid_(torch.sub(beta, s)), torch.tanh_(z))
    return (torch.type_as(torch.unsqueeze(next, 1), x), next)
  def embed_members(self: __torch__.Ops,
    x: Tensor,
    weight: Tensor,
    bias: Tensor) -> Tensor:
    members = torch.size(weight, 0)
    flat = torch.reshape(x, [1, -1, torch.size(x, 2)])
    shared = torch.expand(flat, [members, -1, -1])
    embedded = torch.tanh_(torch.baddbmm(bias, shared, weight))
    return torch.reshape(embedded, [members, torch.size(x, 0), torch.size(x, 1), -1])
  def read_members(self: __torch__.Ops,
    states: Tensor,
    head_weight: Tensor,
    head_bias: Tensor,
    output_weight: Tensor,
    output_bias: Tensor,
    cap: Tensor) -> Tensor:
    members = torch.size(states, 0)
    flat = torch.reshape(states, [members, -1, torch.size(states, 3)])
    head = torch.relu_(torch.baddbmm(head_bias, flat, head_weight))
    outputs = torch.to(torch.baddbmm(output_bias, head, output_weight), 6, False, False, None)
    rul = torch.mul(torch.narrow(outputs, 2, 0, 1), cap)
    reach = torch.mul(torch.softplus(torch.narrow(outputs, 2, 1, 2)), cap)
    low = torch.sub(rul, torch.narrow(reach, 2, 0, 1))
    high = torch.add(rul, torch.narrow(reach, 2, 1, 1))
    logits = torch.slice(outputs, 2, 3)
    told = torch.mean(torch.cat([rul, low, high, logits], 2), [0])
    return torch.reshape(told, [torch.size(states, 1), torch.size(states, 2), -1])
  def janet_members_gates(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    beta: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    members = torch.size(x, 0)
    time = torch.size(x, 1)
    batch = torch.size(x, 2)
    flat = torch.reshape(x, [members, torch.mul(time, batch), torch.size(x, 3)])
    projected = torch.baddbmm(bias, flat, input_weight)
    steps = torch.unbind(torch.reshape(projected, [members, time, batch, -1]), 1)
    states = annotate(List[Tensor], [])
    all_gates = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      gates = torch.baddbmm(steps[i], h, recurrent_weight)
      s, z = torch.chunk(gates, 2, 2)
      keep = torch.mul_(torch.sigmoid(s), h)
      h = torch.addcmul_(keep, torch.sigmoid_(torch.sub(beta, s)), torch.tanh(z))
      _0 = torch.append(states, h)
      _1 = torch.append(all_gates, gates)
    return (torch.stack(states, 1), torch.stack(all_gates, 1))
  def janet_members_back(self: __torch__.Ops,
    gates: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    beta: Tensor,
    h: Tensor,
    states: Tensor,
    gradient: Tensor) -> Tensor:
    members = torch.size(gates, 0)
    time = torch.size(gates, 1)
    batch = torch.size(gates, 2)
    before = torch.cat([torch.unsqueeze(h, 1), torch.slice(states, 1, 0, -1)], 1)
    s, z = torch.chunk(gates, 2, 3)
    forget = torch.sigmoid(s)
    admit = torch.sigmoid_(torch.sub(beta, s))
    candidate = torch.tanh(z)
    of_forget = torch.sigmoid_backward(before, forget)
    of_s = torch.sub_(of_forget, torch.sigmoid_backward(candidate, admit))
    slopes = torch.unbind(torch.stack([of_s, torch.tanh_backward(admit, candidate)], 3), 1)
    forgets = torch.unbind(forget, 1)
    told = torch.unbind(gradient, 1)
    turned = torch.transpose(recurrent_weight, 1, 2)
    of_gates = annotate(List[Tensor], [])
    later = torch.zeros_like(h)
    for i in range(time):
      t = torch.sub(torch.sub(time, 1), i)
      here = torch.add(told[t], later)
      both = torch.mul(slopes[t], torch.unsqueeze(here, 2))
      of_gate = torch.reshape(both, [members, batch, -1])
      later = torch.baddbmm(torch.mul(forgets[t], here), of_gate, turned)
      _0 = torch.append(of_gates, of_gate)
    backwards = torch.reshape(torch.stack(of_gates, 1), [members, torch.mul(time, batch), -1])
    of_x = torch.bmm(backwards, torch.transpose(input_weight, 1, 2))
    return torch.flip(torch.reshape(of_x, [members, time, batch, -1]), [1])
  def read_members_back(self: __torch__.Ops,
    states: Tensor,
    head_weight: Tensor,
    head_bias: Tensor,
    output_weight: Tensor,
    cap: Tensor) -> Tensor:
    last = torch.select(states, 1, -1)
    head = torch.baddbmm(head_bias, last, head_weight)
    share = torch.div(cap, torch.size(states, 0))
    outward = torch.mul(torch.transpose(torch.narrow(output_weight, 2, 0, 1), 1, 2), share)
    of_head = torch.mul(torch.gt(head, 0), outward)
    of_last = torch.bmm(of_head, torch.transpose(head_weight, 1, 2))
    gradient = torch.zeros_like(states)
    _0 = torch.copy_(torch.select(gradient, 1, -1), of_last)
    return gradient
  def embed_members_back(self: __torch__.Ops,
    embedded: Tensor,
    weight: Tensor,
    gradient: Tensor) -> Tensor:
    members = torch.size(embedded, 0)
    time = torch.size(embedded, 1)
    batch = torch.size(embedded, 2)
    inner = torch.tanh_backward(gradient, embedded)
    flat = torch.reshape(inner, [members, torch.mul(time, batch), -1])
    of_x = torch.sum(torch.bmm(flat, torch.transpose(weight, 1, 2)), [0])
    return torch.reshape(of_x, [time, batch, -1])
