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
      gates = torch.baddbmm(steps[i], h, recurrent_weight)
      s, z = torch.chunk(gates, 2, 2)
      keep = torch.mul(torch.sigmoid(s), h)
      h = torch.addcmul(keep, torch.sigmoid(torch.sub(beta, s)), torch.tanh(z))
      _0 = torch.append(states, h)
    return (torch.stack(states, 1), h)
  def step_members(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    beta: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    gates = torch.baddbmm(bias, torch.squeeze(x, 1), input_weight)
    s, z = torch.chunk(torch.baddbmm_(gates, h, recurrent_weight), 2, 2)
    keep = torch.mul_(torch.sigmoid(s), h)
    next = torch.addcmul_(keep, torch.sigmoid_(torch.sub(beta, s)), torch.tanh_(z))
    return (torch.unsqueeze(next, 1), next)
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
    outputs = torch.baddbmm(output_bias, head, output_weight)
    rul = torch.mul(torch.narrow(outputs, 2, 0, 1), cap)
    reach = torch.mul(torch.softplus(torch.narrow(outputs, 2, 1, 2)), cap)
    low = torch.sub(rul, torch.narrow(reach, 2, 0, 1))
    high = torch.add(rul, torch.narrow(reach, 2, 1, 1))
    logits = torch.slice(outputs, 2, 3)
    told = torch.mean(torch.cat([rul, low, high, logits], 2), [0])
    return torch.reshape(told, [torch.size(states, 1), torch.size(states, 2), -1])
